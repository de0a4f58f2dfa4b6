package restyle.compare;

import restyle.plugins.Frame;

/**
 * The brightness of a picture.
 *
 * @param width pixels
 * @param height pixels
 * @param levels luma of each pixel, rows from top to bottom, 0..255
 */
record GreyPicture(int width, int height, float[] levels) {

    /** Weights of red, green and blue in luma: ITU-R BT.709, section 3.2. */
    private static final float RED = 0.2126f;

    private static final float GREEN = 0.7152f;
    private static final float BLUE = 0.0722f;

    static GreyPicture of(Frame frame) {
        byte[] rgb = frame.rgb();
        float[] levels = new float[rgb.length / 3];
        for (int i = 0, at = 0; i < levels.length; i++, at += 3) {
            levels[i] = RED * (rgb[at] & 0xFF) + GREEN * (rgb[at + 1] & 0xFF) + BLUE * (rgb[at + 2] & 0xFF);
        }
        return new GreyPicture(frame.width(), frame.height(), levels);
    }

    /** Returns the magnitude of the Sobel gradient at every pixel but those of the border: {@code (width - 2) * (height - 2)} values. */
    float[] edges() {
        int columns = Math.max(0, width - 2);
        int rows = Math.max(0, height - 2);
        float[] edges = new float[columns * rows];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                edges[y * columns + x] = gradient(y * width + x);
            }
        }
        return edges;
    }

    /** @param corner index of the top left pixel of the three by three around the one that is meant */
    private float gradient(int corner) {
        int middle = corner + width;
        int bottom = middle + width;
        float across = levels[corner + 2]
                - levels[corner]
                + 2 * (levels[middle + 2] - levels[middle])
                + levels[bottom + 2]
                - levels[bottom];
        float down = levels[bottom]
                + 2 * levels[bottom + 1]
                + levels[bottom + 2]
                - levels[corner]
                - 2 * levels[corner + 1]
                - levels[corner + 2];
        return (float) Math.sqrt(across * across + down * down);
    }
}
