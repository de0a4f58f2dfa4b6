package restyle.models.weights.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.models.graph.ModelException;
import restyle.models.testing.Golden;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorFile;
import restyle.models.weights.TensorValues;

/**
 * Any bytes give tensors that can be read or a clear error, soon, and nothing else. Runs on the files of the other tests and on inputs
 * that fuzzing found, each of which takes another way through the parsers; to go on looking:
 *
 * <pre>{@code JAZZER_FUZZ=1 mvn test -pl models -Djazzer.hooks=true -Dtest=WeightFilesFuzzTest#torchFile}</pre>
 */
class WeightFilesFuzzTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long MAX_SEED_BYTES = 1 << 13;

    /** Reading values is no concern of the parsers; large tensors would only slow the search down. */
    private static final long MAX_VALUES = 1 << 16;

    @TempDir
    Path folder;

    static Stream<byte[]> safetensorsFiles() throws IOException {
        return files("safetensors");
    }

    static Stream<byte[]> torchFiles() throws IOException {
        return files("pickles");
    }

    @MethodSource("safetensorsFiles")
    @FuzzTest
    void safetensors(byte[] bytes) throws IOException {
        assertReadOrRefused(bytes, Safetensors::read);
    }

    @MethodSource("torchFiles")
    @FuzzTest
    void torchFile(byte[] bytes) throws IOException {
        assertReadOrRefused(bytes, TorchFile::read);
    }

    /** The pickle alone: in a file, most changes hit the container around it. */
    @FuzzTest
    void pickle(byte[] bytes) {
        assertTimeout(SOON, () -> {
            try {
                StateDicts.tensors(
                        new Unpickler(new PickleBytes(new ByteArrayInputStream(bytes)), TorchCalls::storage).read());
            } catch (ModelException | IOException | ArithmeticException e) {
                // What TorchFile turns into an error that names the file.
                assertTrue(e.getMessage() != null, e.toString());
            }
        });
    }

    private void assertReadOrRefused(byte[] bytes, Function<Path, TensorFile> reader) throws IOException {
        Path file = Files.write(folder.resolve("file"), bytes);
        assertTimeout(SOON, () -> {
            try {
                Collection<StoredTensor> tensors = reader.apply(file).tensors().values();
                for (StoredTensor tensor : tensors) {
                    assertReadable(tensor);
                }
                for (StoredTensor tensor : tensors) {
                    deleteCopy(file, tensor);
                }
            } catch (ModelException e) {
                assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
                assertFalse(e.getMessage().endsWith(": null"), e.getMessage());
            }
        });
        assertEquals(List.of(file), list(folder));
    }

    private static void assertReadable(StoredTensor tensor) throws IOException {
        long end = tensor.region().offset() + tensor.region().length();
        assertTrue(
                tensor.region().offset() >= 0
                        && end <= Files.size(tensor.region().file()),
                tensor.toString());
        if (tensor.type().dtype().isPresent() && tensor.type() != StoredType.U64 && tensor.count() < MAX_VALUES) {
            assertEquals(tensor.count(), TensorValues.floats(tensor).length);
        }
    }

    /** Else thousands of them would stay until the end of the search. */
    private static void deleteCopy(Path file, StoredTensor tensor) throws IOException {
        if (!tensor.region().file().equals(file)) {
            Files.deleteIfExists(tensor.region().file());
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static Stream<byte[]> files(String resource) throws IOException {
        return list(Golden.path(resource)).stream()
                .filter(file -> file.toFile().length() < MAX_SEED_BYTES)
                .sorted()
                .map(WeightFilesFuzzTest::read);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
