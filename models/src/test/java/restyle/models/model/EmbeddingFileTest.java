package restyle.models.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.ModelException;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.text.Embedding;

class EmbeddingFileTest {

    @TempDir
    Path folder;

    /** A trainer's file, an old trainer's, a safetensors file and diffusers' file with a single vector. */
    @ParameterizedTest
    @CsvSource({"style1.pt,style1,1", "old1.pt,old1,2", "style3.safetensors,style3,3", "toy.bin,toy,1"})
    void readsEveryWayInWhichEmbeddingsAreKept(String file, String name, int rows) {
        Embedding embedding = EmbeddingFile.read(Golden.path("text/" + file));
        assertEquals(name, embedding.name());
        assertEquals(rows, embedding.rows().size());
        float[] expected = SeededFiles.noise(name, 21, 0.3, rows, 64);
        for (int row = 0; row < rows; row++) {
            float[] part = Arrays.copyOfRange(expected, row * 64, (row + 1) * 64);
            assertArrayEquals(part, embedding.rows().get(row), 1e-7f);
        }
    }

    @Test
    void saysWhatAFileIsThatIsNone() {
        Path sdxl = TensorFiles.write(
                folder.resolve("sdxl.safetensors"),
                Map.of("clip_l", FloatTensor.zeros(1, 768), "clip_g", FloatTensor.zeros(1, 1280)));
        assertTrue(refused(sdxl).contains("is an embedding for Stable Diffusion XL; expected"));
        Path other = TensorFiles.write(
                folder.resolve("other.safetensors"),
                Map.of("a.weight", FloatTensor.zeros(3, 3), "b.weight", FloatTensor.zeros(3)));
        assertTrue(refused(other).contains("is no kind of model that restyle knows; expected"));
    }

    @Test
    void refusesAChoiceBetweenSeveral() {
        Path several = TensorFiles.write(
                folder.resolve("several.safetensors"),
                Map.of("string_to_param.*", FloatTensor.zeros(1, 64), "string_to_param.+", FloatTensor.zeros(2, 64)));
        assertTrue(refused(several).contains("several.safetensors holds 2 embeddings, expected one: "));
    }

    @Test
    void refusesValuesThatWouldSpoilEveryFrame() {
        Path broken = TensorFiles.write(
                folder.resolve("broken.safetensors"),
                Map.of("emb_params", FloatTensor.of(new float[] {1, Float.NaN}, 1, 2)));
        assertTrue(refused(broken).contains("not finite"));
        Path long76 = TensorFiles.write(folder.resolve("long.safetensors"), Map.of("x", FloatTensor.zeros(76, 64)));
        assertTrue(refused(long76).contains("has 76 vectors; expected 1 to 75"));
    }

    private static String refused(Path file) {
        return assertThrows(ModelException.class, () -> EmbeddingFile.read(file))
                .getMessage();
    }
}
