package restyle.preprocessors.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;

class SteadyTileTest {

    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    private final SteadyTile tile = new SteadyTile(WIDTH, HEIGHT, 4);
    private final Random random = new Random(1);

    @Test
    void firstFrameIsTakenAsItIs() {
        byte[] frame = grain(120);
        assertArrayEquals(frame, map(frame));
    }

    @Test
    void grainOnAStillPictureIsAveragedAway() {
        byte[] last = map(grain(120));
        byte[] lastFrame = last;
        double flicker = 0;
        double grain = 0;
        for (int i = 0; i < 30; i++) {
            byte[] frame = grain(120);
            byte[] map = map(frame);
            grain += difference(frame, lastFrame);
            flicker += difference(map, last);
            lastFrame = frame;
            last = map;
        }
        assertTrue(flicker < grain / 4, flicker + " of " + grain);
    }

    @Test
    void whatMovesPassesAtOnce() {
        map(flat(40));
        assertArrayEquals(flat(200), map(flat(200)));
    }

    @Test
    void anObjectLeavesNoTrail() {
        byte[] empty = flat(60);
        byte[] object = flat(60);
        for (int y = 4; y < 12; y++) {
            Arrays.fill(object, 3 * (y * WIDTH + 6), 3 * (y * WIDTH + 16), (byte) 220);
        }
        map(empty);
        assertArrayEquals(object, map(object), "where it appears");
        assertArrayEquals(empty, map(empty), "where it was");
    }

    @Test
    void aSlowFadeIsFollowed() {
        byte[] map = {};
        for (int level = 50; level <= 150; level++) {
            map = map(flat(level));
        }
        assertTrue(Math.abs(Byte.toUnsignedInt(map[0]) - 150) <= 6, "at " + Byte.toUnsignedInt(map[0]));
    }

    @Test
    void aNewSceneForgetsTheLastOne() {
        map(flat(100));
        tile.reset();
        assertArrayEquals(flat(101), map(flat(101)));
    }

    private byte[] map(byte[] rgb) {
        return tile.process(new Frame(0, WIDTH, HEIGHT, rgb)).rgb();
    }

    private static byte[] flat(int level) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(rgb, (byte) level);
        return rgb;
    }

    private byte[] grain(int level) {
        byte[] rgb = flat(level);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] += (byte) Math.max(-4, Math.min(4, Math.round(1.5 * random.nextGaussian())));
        }
        return rgb;
    }

    private static double difference(byte[] a, byte[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(Byte.toUnsignedInt(a[i]) - Byte.toUnsignedInt(b[i]));
        }
        return sum / a.length;
    }
}
