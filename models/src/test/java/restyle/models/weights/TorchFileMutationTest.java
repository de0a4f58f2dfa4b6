package restyle.models.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.ModelException;
import restyle.models.testing.Golden;

/** Spoilt files give tensors that lie inside a file, or a clear error, never anything else. */
class TorchFileMutationTest {
    private static final int TRIES = 100;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"odd.pt", "odd_legacy.pt", "protocol4.pt", "repacked.pth", "trainer.ckpt", "params_ema.pth"})
    void survivesSpoiltFiles(String name) throws IOException {
        byte[] good = Files.readAllBytes(Golden.path("pickles/" + name));
        Random random = new Random(name.hashCode());
        Path file = folder.resolve(name);
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            Files.write(file, spoilt(good, random));
            try {
                TensorFiles.read(file).tensors().values().forEach(TorchFileMutationTest::assertReadable);
            } catch (ModelException e) {
                refused++;
            }
        }
        assertTrue(refused > 0, "no file was spoilt enough");
    }

    private static void assertReadable(StoredTensor tensor) {
        if (tensor.type() != StoredType.C64) {
            assertEquals(tensor.count(), TensorValues.floats(tensor).length);
        }
    }

    private static byte[] spoilt(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : ".(}])RbQ".charAt(random.nextInt(8)));
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
