package restyle.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PixelsTest {

    @Test
    void picturesHaveExactlyTheSamplesOfTheirSize() {
        assertEquals(
                "frame of 2x2 pixels needs 12 samples, found 11",
                assertThrows(IllegalArgumentException.class, () -> new Frame(0, 2, 2, new byte[11]))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ControlMap(0, 2, new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new Matte(1, 1, new float[1], new float[1]));
    }

    @Test
    void greyMapsHaveThreeEqualChannels() {
        assertArrayEquals(
                new byte[] {5, 5, 5, -1, -1, -1},
                ControlMap.grey(2, 1, new byte[] {5, -1}).rgb());
    }
}
