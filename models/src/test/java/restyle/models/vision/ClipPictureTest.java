package restyle.models.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;

/** Against pictures that Pillow 12 resized and cut as transformers' CLIPImageProcessor does. */
class ClipPictureTest {
    private static final int SIDE = 28;
    private static final Golden GOLDEN = Golden.open("golden/nets/clip_pictures.safetensors");

    @ParameterizedTest
    @ValueSource(strings = {"wide", "tall", "small", "square"})
    void resizesAsPillowToTheBit(String name) {
        FloatTensor pixels = GOLDEN.get(name + ".pixels");
        byte[] bytes = new byte[pixels.count()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels.data().get(i);
        }
        FloatTensor found = ClipPicture.prepare(bytes, (int) pixels.dim(1), (int) pixels.dim(0), SIDE);
        FloatTensor expected = GOLDEN.get(name + ".cropped");
        float[] mean = {0.48145466f, 0.4578275f, 0.40821073f};
        float[] deviation = {0.26862954f, 0.26130258f, 0.27577711f};
        for (int i = 0; i < expected.count(); i++) {
            int c = i % 3;
            float value = (expected.data().get(i) / 255 - mean[c]) / deviation[c];
            assertEquals(value, found.data().get(c * SIDE * SIDE + i / 3), 1e-6);
        }
    }
}
