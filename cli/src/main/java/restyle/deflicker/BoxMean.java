package restyle.deflicker;

/** Mean over a square around each pixel, of as much of it as lies inside the picture. */
record BoxMean(int width, int height) {

    /** @param radius pixels on each side */
    float[] of(float[] values, int radius) {
        float[] rows = new float[values.length];
        for (int y = 0; y < height; y++) {
            line(values, rows, y * width, 1, width, radius);
        }
        float[] both = new float[values.length];
        for (int x = 0; x < width; x++) {
            line(rows, both, x, width, height, radius);
        }
        return both;
    }

    /** One row or column: {@code count} values from {@code start}, {@code stride} apart. */
    private static void line(float[] from, float[] to, int start, int stride, int count, int radius) {
        for (int i = 0; i < count; i++) {
            int first = Math.max(0, i - radius);
            int last = Math.min(count - 1, i + radius);
            float sum = 0;
            for (int k = first; k <= last; k++) {
                sum += from[start + k * stride];
            }
            to[start + i * stride] = sum / (last - first + 1);
        }
    }
}
