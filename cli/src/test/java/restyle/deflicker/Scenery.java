package restyle.deflicker;

import java.util.Random;
import restyle.plugins.Frame;
import restyle.vision.Rendition;

/** Pictures of a smooth random landscape with bars in it, wherever a camera looks. */
public final class Scenery {

    public static final int WIDTH = 128;
    public static final int HEIGHT = 96;

    /** Width of the bars; half of it is dark, half bright. */
    private static final int BAR = 32;

    private static final int CELL = 7;
    private static final float[] HEIGHTS = heights();

    private Scenery() {}

    private static float[] heights() {
        Random random = new Random(1);
        float[] heights = new float[1024];
        for (int i = 0; i < heights.length; i++) {
            heights[i] = random.nextFloat();
        }
        return heights;
    }

    /** Seen with the left edge at so many pixels of the landscape. */
    public static byte[] at(int left) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int base = Math.floorMod(x + left, BAR) < BAR / 2 ? 60 : 150;
                int grey = base + Math.round(50 * height(x + left, y));
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * WIDTH + x) + c] = (byte) (grey + 5 * c);
                }
            }
        }
        return rgb;
    }

    private static float height(int x, int y) {
        int column = x / CELL;
        int row = y / CELL;
        float right = x % CELL / (float) CELL;
        float down = y % CELL / (float) CELL;
        float above = corner(column, row) * (1 - right) + corner(column + 1, row) * right;
        float below = corner(column, row + 1) * (1 - right) + corner(column + 1, row + 1) * right;
        return above * (1 - down) + below * down;
    }

    private static float corner(int column, int row) {
        return HEIGHTS[Math.floorMod(column * 31 + row * 577, HEIGHTS.length)];
    }

    /** With a square of one colour, 24 pixels wide, at a place. */
    public static byte[] withSquare(byte[] rgb, int left, int top, int grey) {
        byte[] with = rgb.clone();
        for (int y = top; y < top + 24; y++) {
            for (int x = left; x < left + 24; x++) {
                for (int c = 0; c < 3; c++) {
                    with[3 * (y * WIDTH + x) + c] = (byte) grey;
                }
            }
        }
        return with;
    }

    /** Another look of the same picture: darker, of less contrast, red. */
    public static byte[] painted(byte[] rgb) {
        byte[] painted = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            painted[i] = (byte) ((rgb[i] & 255) * 3 / 4 + (i % 3 == 0 ? 40 : 0));
        }
        return painted;
    }

    /** With Gaussian noise of its own. */
    public static byte[] noisy(byte[] rgb, double levels, long seed) {
        Random random = new Random(seed);
        byte[] noisy = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            double value = (rgb[i] & 255) + levels * random.nextGaussian();
            noisy[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return noisy;
    }

    public static Rendition rendition(byte[] source, byte[] generated) {
        return new Rendition(new Frame(0, WIDTH, HEIGHT, source), new Frame(0, WIDTH, HEIGHT, generated));
    }
}
