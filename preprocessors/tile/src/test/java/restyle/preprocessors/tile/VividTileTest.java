package restyle.preprocessors.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;

class VividTileTest {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 58;

    private final VividTile tile =
            new VividTile(frame -> new ControlMap(frame.width(), frame.height(), frame.rgb()), 0.8f);

    @Test
    void greyStaysGreyAndFlatStaysFlat() throws Exception {
        byte[] flat = colour(90, 90, 90);
        assertArrayEquals(flat, map(flat));
    }

    @Test
    void whatIsNearlyGreyGetsColourAndStrongColourStays() throws Exception {
        byte[] dull = map(colour(110, 100, 90));
        assertEquals(1.8 * (110 - 90), red(dull, 0) - blue(dull, 0), 2.5);
        byte[] strong = map(colour(230, 40, 10));
        assertEquals(230, red(strong, 0), 2);
        assertEquals(10, blue(strong, 0), 2);
    }

    @Test
    void lightnessStandsOutFromItsSurroundingsAndIsUnchangedFarFromEdges() throws Exception {
        byte[] halves = colour(100, 100, 100);
        for (int y = 0; y < HEIGHT; y++) {
            Arrays.fill(halves, 3 * (y * WIDTH + WIDTH / 2), 3 * (y + 1) * WIDTH, (byte) 120);
        }
        byte[] map = map(halves);
        int middle = HEIGHT / 2 * WIDTH + WIDTH / 2;
        assertEquals(97, red(map, middle - 1), 1);
        assertEquals(123, red(map, middle), 1);
        assertEquals(100, red(map, HEIGHT / 2 * WIDTH));
        assertEquals(120, red(map, HEIGHT / 2 * WIDTH + WIDTH - 1));
    }

    private byte[] map(byte[] rgb) throws Exception {
        return tile.process(new Frame(0, WIDTH, HEIGHT, rgb)).rgb();
    }

    private static byte[] colour(int red, int green, int blue) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) red;
            rgb[i + 1] = (byte) green;
            rgb[i + 2] = (byte) blue;
        }
        return rgb;
    }

    private static int red(byte[] rgb, int pixel) {
        return Byte.toUnsignedInt(rgb[3 * pixel]);
    }

    private static int blue(byte[] rgb, int pixel) {
        return Byte.toUnsignedInt(rgb[3 * pixel + 2]);
    }
}
