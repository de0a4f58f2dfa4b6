package restyle.composite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;

class CoverTest {

    @Test
    void cutsTheSidesOfAWiderPicture() {
        Frame part = Cover.crop(numbered(5, 2), 1, 1);
        assertEquals(2, part.width());
        assertEquals(2, part.height());
        assertArrayEquals(new byte[] {1, 1, 1, 2, 2, 2, 6, 6, 6, 7, 7, 7}, part.rgb());
    }

    @Test
    void cutsTheTopAndBottomOfAHigherPicture() {
        Frame part = Cover.crop(numbered(2, 4), 20, 20);
        assertEquals(2, part.height());
        assertArrayEquals(new byte[] {2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5}, part.rgb());
    }

    @Test
    void keepsAPictureOfTheSameShape() {
        Frame picture = numbered(6, 4);
        assertSame(picture, Cover.crop(picture, 768, 512));
    }

    @Test
    void leavesAtLeastAPixel() {
        Frame part = Cover.crop(numbered(9, 1), 1, 1000);
        assertArrayEquals(new byte[] {4, 4, 4}, part.rgb());
    }

    /** Pixel i is grey of level i. */
    private static Frame numbered(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3);
        }
        return new Frame(0, width, height, rgb);
    }
}
