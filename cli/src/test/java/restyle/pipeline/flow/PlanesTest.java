package restyle.pipeline.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import restyle.models.runtime.FloatTensor;

class PlanesTest {

    private static final byte[] RGB = {0, (byte) 255, 51, 102, (byte) 153, (byte) 204};

    @Test
    void holdOneColourEach() {
        FloatTensor planes = FloatTensor.zeros(1, 3, 1, 2);
        Planes.writeUnit(RGB, planes);
        assertArrayEquals(new float[] {0, 0.4f, 1, 0.6f, 0.2f, 0.8f}, planes.toArray(), 1e-6f);
        Planes.writeSigned(RGB, planes);
        assertArrayEquals(new float[] {-1, -0.2f, 1, 0.2f, -0.6f, 0.6f}, planes.toArray(), 1e-6f);
    }

    @Test
    void giveEveryPixelValueBack() {
        byte[] all = new byte[3 * 256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        FloatTensor planes = FloatTensor.zeros(1, 3, 16, 16);
        Planes.writeSigned(all, planes);
        assertArrayEquals(all, Planes.toRgb(planes, 16, 16));
    }

    @Test
    void areClampedAndCutToTheTopLeft() {
        FloatTensor planes = FloatTensor.of(new float[] {9, 0, -9, 0, 1, 0, -1, 0, 0, 0, 0, 0}, 1, 3, 2, 2);
        assertArrayEquals(new byte[] {(byte) 255, (byte) 255, (byte) 128}, Planes.toRgb(planes, 1, 1));
    }
}
