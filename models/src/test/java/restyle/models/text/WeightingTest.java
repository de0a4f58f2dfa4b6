package restyle.models.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Expected chunks were made by the published rules of both programs and checked against ComfyUI's own tokenizer. */
class WeightingTest {

    private static final Tokenizer TOKENIZER = new Tokenizer();
    private static final EmbeddingSource EMBEDDINGS = EmbeddingSource.of(
            List.of(embedding("style1", 1), embedding("style3", 3), embedding("old1", 2), embedding("toy", 1)));

    @ParameterizedTest
    @EnumSource
    void cutsPromptsAsTheProgramItIsNamedAfter(Weighting weighting) throws IOException {
        JsonNode cases = new ObjectMapper().readTree(WeightingTest.class.getResourceAsStream("prompts.json"));
        assertEquals(14, cases.size());
        for (JsonNode expected : cases) {
            String prompt = expected.get(weighting + "_prompt").asText();
            List<PromptChunk> chunks = weighting.chunks(prompt, TOKENIZER, EMBEDDINGS);
            assertEquals(expected.get(weighting.toString()).size(), chunks.size(), prompt);
            for (int c = 0; c < chunks.size(); c++) {
                compare(expected.get(weighting.toString()).get(c), chunks.get(c), prompt);
            }
        }
    }

    private static void compare(JsonNode expected, PromptChunk found, String prompt) {
        List<String> ids = new ArrayList<>();
        expected.get("ids").forEach(id -> ids.add(id.asText()));
        assertEquals(ids, found.tokens().stream().map(WeightingTest::shown).toList(), prompt);
        for (int i = 0; i < ids.size(); i++) {
            double weight = expected.get("weights").get(i).asDouble();
            assertEquals(weight, found.tokens().get(i).weight(), 1e-8, prompt + " at " + i);
        }
    }

    private static String shown(PromptToken token) {
        return token.vector()
                .map(row -> row.embedding().name() + ":" + row.row())
                .orElseGet(() -> Integer.toString(token.id()));
    }

    private static PromptChunk plain(String prompt) {
        return Weighting.COMFY.chunks(prompt, TOKENIZER, EmbeddingSource.NONE).get(0);
    }

    /** Prompts of one run are batched, so that they need the same number of chunks, as in the programs themselves. */
    @Test
    void promptsOfOneRunAreMadeEquallyLong() {
        PromptChunk a = plain("a cat");
        PromptChunk b = plain("a dog");
        PromptChunk c = plain("a fox");
        List<List<PromptChunk>> prompts = List.of(List.of(a, b), List.of(a, b, c), List.of(c));
        assertEquals(
                List.of(List.of(a, b, a, b, a, b), List.of(a, b, c, a, b, c), List.of(c, c, c, c, c, c)),
                Weighting.COMFY.equallyLong(prompts));
        PromptChunk none = PromptChunk.EMPTY;
        assertEquals(
                List.of(List.of(a, b, none), List.of(a, b, c), List.of(c, none, none)),
                Weighting.A1111.equallyLong(prompts));
        assertEquals(List.of(List.of(c)), Weighting.COMFY.equallyLong(List.of(List.of(c))));
        assertEquals(List.of(List.of(c)), Weighting.A1111.equallyLong(List.of(List.of(c))));
        List<List<PromptChunk>> even = List.of(List.of(a, b), List.of(b, c), List.of(a, b, c, a));
        assertEquals(4, Weighting.COMFY.equallyLong(even).get(0).size());
    }

    @ParameterizedTest
    @EnumSource
    void plainPromptsAreCutAsTheyAlwaysWere(Weighting weighting) {
        for (String prompt : List.of("", "a photo of a cat", "Café déjà vu, 日本語; it's 1024x768 \u00a0 !")) {
            List<PromptChunk> chunks = weighting.chunks(prompt, TOKENIZER, EmbeddingSource.NONE);
            assertEquals(1, chunks.size());
            assertEquals(
                    boxed(TOKENIZER.encode(prompt).ids()), boxed(chunks.get(0).ids()), prompt);
            assertTrue(chunks.get(0).isPlain());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTextIsReadToItsEnd(Weighting weighting) {
        for (String prompt : List.of(
                "(",
                ")",
                "[",
                "]",
                "\\",
                ":",
                ":1)",
                "(:)",
                "(a:)",
                "(a:1.2.3)",
                "((((",
                "a\\",
                "BREAK",
                "BREAK BREAK",
                "(a BREAK b:2)",
                "embeddings:",
                "\n\t ",
                "(a:1e2)",
                "(a: .5 )",
                "\ud83d\ude00(\ud83d:2)")) {
            List<PromptChunk> chunks = weighting.chunks(prompt, TOKENIZER, EMBEDDINGS);
            assertTrue(!chunks.isEmpty(), prompt);
            chunks.forEach(
                    chunk -> assertEquals(Tokenizer.LENGTH, chunk.tokens().size(), prompt));
        }
    }

    @Test
    void anUnknownEmbeddingIsSaidWithThoseThereAre() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> Weighting.COMFY.chunks("by embedding:syle1, x", TOKENIZER, EMBEDDINGS));
        assertEquals(
                "no embedding is called 'syle1,'; there are style1, style3, old1, toy; name its file with --embedding",
                error.getMessage());
    }

    @Test
    void weightsThatSumToNothingLeaveNumbers() {
        PromptChunk chunk =
                Weighting.A1111.chunks("(x:0)", TOKENIZER, EMBEDDINGS).get(0);
        float[] encoded = new float[Tokenizer.LENGTH];
        encoded[1] = 1;
        Weighting.A1111.apply(chunk, encoded, new float[Tokenizer.LENGTH]);
        assertEquals(0, encoded[1]);
    }

    private static List<Long> boxed(long[] ids) {
        return Arrays.stream(ids).boxed().toList();
    }

    private static Embedding embedding(String name, int rows) {
        return new Embedding(name, Collections.nCopies(rows, new float[4]));
    }
}
