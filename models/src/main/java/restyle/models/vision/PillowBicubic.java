package restyle.models.vision;

/**
 * Bicubic resizing of 8-bit pictures to the bit as Pillow 12 does it (src/libImaging/Resample.c): a = -0.5, wider when shrinking, in
 * fixed-point numbers, rounded to 8 bit after the rows and again after the columns.
 */
final class PillowBicubic {
    private static final int PRECISION_BITS = 32 - 8 - 2;
    private static final double A = -0.5;
    private static final double SUPPORT = 2;
    private static final int CHANNELS = 3;

    private PillowBicubic() {}

    /**
     * Which pixels a resized one is made of.
     *
     * @param first of them
     * @param weights of each, in units of 2^-22
     */
    private record Taps(int first, int[] weights) {}

    /**
     * Resizes a picture.
     *
     * @param pixels red, green, blue, row by row
     */
    static byte[] resize(byte[] pixels, int width, int height, int newWidth, int newHeight) {
        byte[] wide = newWidth == width ? pixels : rows(pixels, width, newWidth, height);
        return newHeight == height ? wide : columns(wide, newWidth, height, newHeight);
    }

    private static byte[] rows(byte[] pixels, int width, int newWidth, int height) {
        byte[] result = new byte[newWidth * height * CHANNELS];
        for (int x = 0; x < newWidth; x++) {
            Taps taps = taps(x, width, newWidth);
            for (int y = 0; y < height; y++) {
                for (int c = 0; c < CHANNELS; c++) {
                    int from = (y * width + taps.first()) * CHANNELS + c;
                    result[(y * newWidth + x) * CHANNELS + c] = sum(pixels, from, CHANNELS, taps.weights());
                }
            }
        }
        return result;
    }

    private static byte[] columns(byte[] pixels, int width, int height, int newHeight) {
        byte[] result = new byte[width * newHeight * CHANNELS];
        int row = width * CHANNELS;
        for (int y = 0; y < newHeight; y++) {
            Taps taps = taps(y, height, newHeight);
            for (int i = 0; i < row; i++) {
                result[y * row + i] = sum(pixels, taps.first() * row + i, row, taps.weights());
            }
        }
        return result;
    }

    private static byte sum(byte[] pixels, int from, int step, int[] weights) {
        int sum = 1 << PRECISION_BITS - 1;
        for (int k = 0; k < weights.length; k++) {
            sum += (pixels[from + k * step] & 0xFF) * weights[k];
        }
        return (byte) Math.min(255, Math.max(0, sum >> PRECISION_BITS));
    }

    private static Taps taps(int index, int length, int newLength) {
        double scale = (double) length / newLength;
        double stretch = Math.max(1, scale);
        double centre = (index + 0.5) * scale;
        int first = Math.max(0, (int) (centre - SUPPORT * stretch + 0.5));
        int end = Math.min(length, (int) (centre + SUPPORT * stretch + 0.5));
        double[] weights = new double[end - first];
        double total = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = kernel((k + first - centre + 0.5) / stretch);
            total += weights[k];
        }
        int[] fixed = new int[weights.length];
        for (int k = 0; k < weights.length; k++) {
            double value = weights[k] / total * (1 << PRECISION_BITS);
            fixed[k] = (int) (value < 0 ? value - 0.5 : value + 0.5);
        }
        return new Taps(first, fixed);
    }

    /** The cubic convolution kernel of R. Keys (1981). */
    private static double kernel(double distance) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
