package restyle.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;

class GreyPictureTest {

    @Test
    void weighsColoursByBt709() {
        byte[] rgb = {(byte) 100, 0, 0, 0, 100, 0, 0, 0, 100, 100, 100, 100};

        float[] levels = GreyPicture.of(new Frame(0, 4, 1, rgb)).levels();

        assertArrayEquals(new float[] {21.26f, 71.52f, 7.22f, 100}, levels, 1e-4f);
    }

    @Test
    void aStepHasAnEdgeOfFourTimesItsHeight() {
        float[] step = {0, 0, 100, 100, 100, 0, 0, 100, 100, 100, 0, 0, 100, 100, 100};

        assertArrayEquals(new float[] {400, 400, 0}, new GreyPicture(5, 3, step).edges(), 1e-3f);
    }

    @Test
    void anEdgeIsAsStrongLyingAsStanding() {
        float[] standing = {0, 0, 50, 0, 0, 50, 0, 0, 50};
        float[] lying = {0, 0, 0, 0, 0, 0, 50, 50, 50};

        assertArrayEquals(new GreyPicture(3, 3, standing).edges(), new GreyPicture(3, 3, lying).edges());
    }

    @Test
    void picturesWithoutAnInsideHaveNoEdges() {
        assertEquals(0, new GreyPicture(2, 2, new float[4]).edges().length);
    }
}
