package restyle.pipeline.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.engine.ReferenceEncoder;
import restyle.models.model.ImageEncoderModel;
import restyle.models.model.IpAdapterModel;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

class ReferenceMemoryTest {

    private static final int SEED = 9;
    private static final List<Double> ALONE = List.of(1.0);

    @TempDir
    static Path folder;

    private static IpAdapterModel adapter;
    private static ImageEncoderModel encoder;

    private final AtomicInteger loads = new AtomicInteger();

    @BeforeAll
    static void write() {
        adapter = IpAdapterModel.open(file("ip_adapter"));
        encoder = ImageEncoderModel.open(file("image_encoder"));
    }

    private static Path file(String manifest) {
        Path file = folder.resolve(manifest + ".safetensors");
        return SeededFiles.write(file, SeededFiles.manifest(manifest), SEED, StoredType.F16);
    }

    private ReferenceMemory memory() {
        return new ReferenceMemory("the files", encoder.side(), () -> {
            loads.incrementAndGet();
            return ReferenceEncoder.open(adapter, encoder, new Compute(Device.CPU, 1));
        });
    }

    private static FloatTensor picture(String name) {
        int side = encoder.side();
        return FloatTensor.of(SeededFiles.noise(name, SEED, 1, 1, 3, side, side), 1, 3, side, side);
    }

    @Test
    void theEncoderIsLoadedForPicturesThatWereNotSeenBefore() {
        try (ReferenceMemory memory = memory()) {
            assertEquals(0, loads.get());
            float[] negative = memory.negative().toArray();
            float[] first = memory.tokens(List.of(picture("a")), ALONE).toArray();
            memory.release();
            for (int clip = 0; clip < 3; clip++) {
                assertArrayEquals(
                        first, memory.tokens(List.of(picture("a")), ALONE).toArray());
                assertArrayEquals(negative, memory.negative().toArray());
                memory.release();
            }
            assertEquals(1, loads.get());
            float[] second = memory.tokens(List.of(picture("b")), ALONE).toArray();
            assertFalse(Arrays.equals(first, second));
            assertEquals(2, loads.get());
        }
    }

    @Test
    void picturesTogetherAreOthersThanEachAloneAndCountByTheirShares() {
        List<FloatTensor> both = List.of(picture("a"), picture("b"));
        try (ReferenceMemory memory = memory()) {
            float[] alone = memory.tokens(List.of(picture("a")), ALONE).toArray();
            float[] half = memory.tokens(both, List.of(0.5, 0.5)).toArray();
            float[] more = memory.tokens(both, List.of(0.9, 0.1)).toArray();
            assertFalse(Arrays.equals(alone, half));
            assertFalse(Arrays.equals(half, more));
            assertArrayEquals(alone, memory.tokens(both, List.of(1.0, 0.0)).toArray(), 1e-5f);
        }
    }
}
