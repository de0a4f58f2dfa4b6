package restyle.models.weights.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorFile;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.SafetensorsWriter.Slot;

class SafetensorsWriterTest {
    @TempDir
    Path folder;

    @Test
    void readsBackWhatItWrote() {
        Path file = folder.resolve("a.safetensors");
        float[] values = new float[40_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.5f;
        }
        try (SafetensorsWriter out = SafetensorsWriter.create(
                file,
                List.of(
                        new Slot("odd \"name\" \\ \u00e9", StoredType.F32, 200, 200),
                        new Slot("ids", StoredType.I64, 3),
                        new Slot("one", StoredType.F32)))) {
            out.write("odd \"name\" \\ \u00e9", FloatBuffer.wrap(values));
            out.write("ids", new long[] {1, -2, Long.MAX_VALUE});
            out.write("one", FloatBuffer.wrap(new float[] {7}));
            out.commit();
        }
        TensorFile read = Safetensors.read(file);
        assertArrayEquals(values, TensorValues.floats(read.tensors().get("odd \"name\" \\ \u00e9")));
        assertArrayEquals(
                new long[] {1, -2, Long.MAX_VALUE},
                TensorValues.longs(read.tensors().get("ids")));
        assertArrayEquals(new float[] {7}, TensorValues.floats(read.tensors().get("one")));
    }

    @Test
    void countsTheRowsOfATensorThatGrows() {
        Path file = folder.resolve("latents.safetensors");
        try (SafetensorsWriter out =
                SafetensorsWriter.create(file, List.of(new Slot("latents", StoredType.F32, -1, 2, 3)))) {
            for (int frame = 0; frame < 5; frame++) {
                out.write("latents", FloatBuffer.wrap(new float[6]));
            }
            out.commit();
        }
        assertArrayEquals(
                new long[] {5, 2, 3},
                Safetensors.read(file).tensors().get("latents").shape());
    }

    @Test
    void leavesNothingBehindWithoutACommit() throws IOException {
        Path file = folder.resolve("a.safetensors");
        try (SafetensorsWriter out = SafetensorsWriter.create(file, List.of(new Slot("x", StoredType.F32, 1)))) {
            out.write("x", FloatBuffer.wrap(new float[] {1}));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void refusesToCommitATensorThatIsNotComplete() {
        Path file = folder.resolve("a.safetensors");
        try (SafetensorsWriter out = SafetensorsWriter.create(file, List.of(new Slot("x", StoredType.F32, 2)))) {
            out.write("x", FloatBuffer.wrap(new float[] {1}));
            assertThrows(IllegalStateException.class, out::commit);
        }
    }

    @Test
    void refusesATensorOutOfOrder() {
        Path file = folder.resolve("a.safetensors");
        try (SafetensorsWriter out = SafetensorsWriter.create(
                file, List.of(new Slot("a", StoredType.F32, 1), new Slot("b", StoredType.F32, 1)))) {
            out.write("b", FloatBuffer.wrap(new float[] {1}));
            assertThrows(IllegalStateException.class, () -> out.write("a", FloatBuffer.wrap(new float[] {1})));
        }
    }
}
