package restyle.media;

/**
 * How a stored picture is turned to be shown upright: one of the eight symmetries of a rectangle, as a camera's display matrix
 * or EXIF orientation states them.
 *
 * @param a weight of the stored x in the shown x: -1, 0 or 1
 * @param b weight of the stored x in the shown y
 * @param c weight of the stored y in the shown x
 * @param d weight of the stored y in the shown y
 */
public record Orientation(int a, int b, int c, int d) {

    public static final Orientation UPRIGHT = new Orientation(1, 0, 0, 1);

    /**
     * Reads a display matrix of ISO/IEC 14496-12 (track header): nine 16.16 fixed-point numbers {@code a b u c d v x y w}.
     * A turn that is no multiple of 90 degrees counts as the nearest one.
     */
    public static Orientation ofDisplayMatrix(int[] matrix) {
        long a = matrix[0];
        long b = matrix[1];
        long c = matrix[3];
        long d = matrix[4];
        if (Math.abs(a) + Math.abs(d) >= Math.abs(b) + Math.abs(c)) {
            return new Orientation(a < 0 ? -1 : 1, 0, 0, d < 0 ? -1 : 1);
        }
        return new Orientation(0, b < 0 ? -1 : 1, c < 0 ? -1 : 1, 0);
    }

    /** Returns whether width and height change places. */
    public boolean swapsSides() {
        return a == 0;
    }

    /** Returns the clockwise turn in degrees, after a flip left to right if {@link #mirrored}. */
    public int degrees() {
        int x = mirrored() ? -a : a;
        int y = mirrored() ? -b : b;
        return x == 1 ? 0 : y == 1 ? 90 : x == -1 ? 180 : 270;
    }

    public boolean mirrored() {
        return a * d - b * c < 0;
    }

    /** Turns a picture of {@code width * height} pixels of three bytes upright. */
    public byte[] apply(byte[] rgb, int width, int height) {
        if (equals(UPRIGHT)) {
            return rgb;
        }
        int shownWidth = swapsSides() ? height : width;
        int stepX = 3 * (a + b * shownWidth);
        int stepY = 3 * (c + d * shownWidth);
        int left = a < 0 ? width - 1 : c < 0 ? height - 1 : 0;
        int top = b < 0 ? width - 1 : d < 0 ? height - 1 : 0;
        byte[] shown = new byte[rgb.length];
        for (int y = 0, from = 0; y < height; y++) {
            int to = 3 * (top * shownWidth + left) + y * stepY;
            for (int x = 0; x < width; x++, to += stepX) {
                shown[to] = rgb[from++];
                shown[to + 1] = rgb[from++];
                shown[to + 2] = rgb[from++];
            }
        }
        return shown;
    }
}
