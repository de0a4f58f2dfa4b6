package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.model.EmbeddingFile;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.text.Embedding;
import restyle.models.text.EmbeddingSource;
import restyle.models.text.PromptChunk;
import restyle.models.text.Tokenizer;
import restyle.models.text.Weighting;
import restyle.models.weights.StoredType;

/** Encoded prompts with emphasis, several chunks and embeddings, against ComfyUI's own encoder and the published rules of the web UI. */
class PromptParityTest {
    private static final int SEED = 21;

    /** Relative to the largest value: the web UI's mean can be near zero. */
    private static final double TOLERANCE = 1e-4;

    private static final Tokenizer TOKENIZER = new Tokenizer();

    @TempDir
    Path folder;

    @Test
    void equalsBothProgramsOnEveryGoldenPrompt() throws IOException {
        JsonNode cases =
                new ObjectMapper().readTree(Golden.path("text/prompts.json").toFile());
        Golden golden = Golden.open("text/hidden.safetensors");
        EmbeddingSource embeddings = EmbeddingSource.of(
                List.of(read("style1.pt"), read("old1.pt"), read("style3.safetensors"), read("toy.bin")));
        int compared = 0;
        try (PromptEncoder encoder = encoder()) {
            for (int n = 0; n < cases.size(); n++) {
                for (Weighting weighting : Weighting.values()) {
                    String prompt = cases.get(n).get(weighting + "_prompt").asText();
                    List<PromptChunk> chunks = weighting.chunks(prompt, TOKENIZER, embeddings);
                    for (int skip = 1; skip <= 2; skip++) {
                        String name = n + "." + weighting + (skip == 2 ? ".skip2" : "");
                        if (golden.has(name)) {
                            compare(name, golden.get(name), encoder.encode(chunks, weighting, skip));
                            compared++;
                        }
                    }
                }
            }
        }
        assertEquals(34, compared);
    }

    private static void compare(String name, FloatTensor expected, FloatTensor found) {
        double largest = Golden.distance(expected, FloatTensor.zeros(expected.shape()));
        double off = Golden.distance(expected, found);
        assertTrue(off <= TOLERANCE * largest, name + " off by " + off + " of " + largest);
    }

    @Test
    void aPlainPromptIsEncodedAsItsTokensAre() {
        try (PromptEncoder encoder = encoder()) {
            List<PromptChunk> chunks = Weighting.COMFY.chunks("a cat", TOKENIZER, EmbeddingSource.NONE);
            Golden.assertClose(
                    encoder.encode(TOKENIZER.encode("a cat").ids(), 1), encoder.encode(chunks, Weighting.COMFY, 1), 0);
        }
    }

    @Test
    void anEmbeddingOfAnotherWidthIsRefused() {
        Embedding wide = new Embedding("wide", Collections.nCopies(1, new float[1024]));
        List<PromptChunk> chunks =
                Weighting.COMFY.chunks("embedding:wide", TOKENIZER, EmbeddingSource.of(List.of(wide)));
        try (PromptEncoder encoder = encoder()) {
            var error = assertThrows(ModelException.class, () -> encoder.encode(chunks, Weighting.COMFY, 1));
            assertTrue(error.getMessage().contains("wide has vectors of 1024 numbers, the text encoder takes 64"));
        }
    }

    private PromptEncoder encoder() {
        Path file = SeededFiles.write(
                folder.resolve("checkpoint.safetensors"),
                SeededFiles.manifest("checkpoint_tiny"),
                SEED,
                StoredType.F32);
        return PromptEncoder.open(Checkpoint.open(file), new Compute(Device.CPU, 1));
    }

    private static Embedding read(String file) {
        return EmbeddingFile.read(Golden.path("text/" + file));
    }
}
