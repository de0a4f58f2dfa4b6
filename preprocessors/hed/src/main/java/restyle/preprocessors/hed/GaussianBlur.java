package restyle.preprocessors.hed;

/**
 * OpenCV's Gaussian blur of one channel: its kernel lengths, its mirrored borders (the border pixel itself is not repeated), and for
 * 8-bit pictures its fixed-point arithmetic.
 *
 * @see <a href="https://github.com/opencv/opencv/blob/4.x/modules/imgproc/src/smooth.dispatch.cpp">smooth.dispatch.cpp</a>
 */
record GaussianBlur(int width, int height) {

    private static final int FRACTION = 1 << 8;

    /** Blurred without rounding, over 4 standard deviations to each side. */
    double[] floats(byte[] picture, double sigma) {
        return filter(picture, kernel((int) Math.rint(sigma * 8 + 1) | 1, sigma));
    }

    /** Blurred and rounded to 0..255, over 3 standard deviations to each side. */
    byte[] bytes(byte[] picture, double sigma) {
        double[] sums = filter(picture, fixedPoint(kernel((int) Math.rint(sigma * 6 + 1) | 1, sigma)));
        byte[] blurred = new byte[sums.length];
        for (int i = 0; i < sums.length; i++) {
            // Sums of whole numbers below 2^24, exact in a double.
            blurred[i] = (byte) ((int) sums[i] + FRACTION * FRACTION / 2 >> 16);
        }
        return blurred;
    }

    private static double[] kernel(int length, double sigma) {
        double[] kernel = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double distance = i - (length - 1) / 2.0;
            kernel[i] = Math.exp(-distance * distance / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** The kernel in 1/256, its rounding errors carried inwards so that it still sums to 1. */
    private static double[] fixedPoint(double[] kernel) {
        double[] fixed = new double[kernel.length];
        int middle = kernel.length / 2;
        double error = 0;
        double rest = FRACTION;
        for (int i = 0; i < middle; i++) {
            double exact = kernel[i] * FRACTION + error;
            fixed[i] = Math.rint(exact);
            fixed[kernel.length - 1 - i] = fixed[i];
            error = exact - fixed[i];
            rest -= 2 * fixed[i];
        }
        fixed[middle] = rest;
        return fixed;
    }

    private double[] filter(byte[] picture, double[] kernel) {
        double[] samples = new double[picture.length];
        for (int i = 0; i < picture.length; i++) {
            samples[i] = Byte.toUnsignedInt(picture[i]);
        }
        double[] rows = new double[picture.length];
        double[] both = new double[picture.length];
        for (int y = 0; y < height; y++) {
            convolve(samples, rows, y * width, 1, width, kernel);
        }
        for (int x = 0; x < width; x++) {
            convolve(rows, both, x, width, height, kernel);
        }
        return both;
    }

    /** Convolves one row or column: {@code count} samples from {@code start}, {@code stride} apart. */
    private static void convolve(double[] from, double[] to, int start, int stride, int count, double[] kernel) {
        int radius = kernel.length / 2;
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int k = 0; k < kernel.length; k++) {
                sum += kernel[k] * from[start + stride * mirrored(i + k - radius, count)];
            }
            to[start + stride * i] = sum;
        }
    }

    private static int mirrored(int index, int count) {
        if (count == 1) {
            return 0;
        }
        int period = 2 * (count - 1);
        int within = Math.floorMod(index, period);
        return within < count ? within : period - within;
    }
}
