package restyle.preprocessors.tile;

/**
 * Mean over a square around each pixel, in a time that does not depend on its side. Beyond the border, the border's pixels go on.
 *
 * @param width pixels
 * @param height pixels
 * @param side of the square in pixels, odd
 */
record SquareMean(int width, int height, int side) {

    private static final int CHANNELS = 3;

    /** Of each channel of {@code samples}: three a pixel, row by row. */
    float[] of(float[] samples) {
        float[] rows = new float[samples.length];
        for (int y = 0; y < height; y++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                slide(samples, rows, y * width * CHANNELS + channel, CHANNELS, width);
            }
        }
        float[] means = new float[samples.length];
        for (int column = 0; column < width * CHANNELS; column++) {
            slide(rows, means, column, width * CHANNELS, height);
        }
        return means;
    }

    /** Means along one line: {@code count} samples from {@code start}, {@code stride} apart. */
    private void slide(float[] from, float[] to, int start, int stride, int count) {
        int radius = side / 2;
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += from[start + stride * within(i, count)];
        }
        for (int i = 0; i < count; i++) {
            to[start + stride * i] = (float) (sum / side);
            sum += from[start + stride * within(i + radius + 1, count)];
            sum -= from[start + stride * within(i - radius, count)];
        }
    }

    private static int within(int index, int count) {
        return Math.max(0, Math.min(count - 1, index));
    }
}
