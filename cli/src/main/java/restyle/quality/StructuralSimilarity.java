package restyle.quality;

import restyle.plugins.Frame;

/**
 * Measures how alike two pictures are in structure: SSIM of luma (Wang and others 2004), with a Gaussian of standard deviation 1.5 over 11 by
 * 11 pixels, population covariances, and the mean over all pixels whose window lies inside the picture. -1..1, 1 for equal pictures.
 */
public final class StructuralSimilarity {

    private static final int RADIUS = 5;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;
    private static final double[] WINDOW = window();

    private final int width;
    private final int height;

    /** Prepares for pictures of one size. */
    public StructuralSimilarity(int width, int height) {
        this.width = width;
        this.height = height;
    }

    private static double[] window() {
        double[] window = new double[2 * RADIUS + 1];
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            double distance = (i - RADIUS) / SIGMA;
            window[i] = Math.exp(-distance * distance / 2);
            sum += window[i];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }

    /** Compares two pictures; NaN where no window fits into them. */
    public double of(Frame pictureA, Frame pictureB) {
        int columns = width - 2 * RADIUS;
        int rows = height - 2 * RADIUS;
        if (columns < 1 || rows < 1) {
            return Double.NaN;
        }
        double[] a = luma(pictureA);
        double[] b = luma(pictureB);
        double[] meanA = smooth(a);
        double[] meanB = smooth(b);
        double[] squareA = smooth(product(a, a));
        double[] squareB = smooth(product(b, b));
        double[] both = smooth(product(a, b));
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double ma = meanA[i];
            double mb = meanB[i];
            double variances = squareA[i] - ma * ma + squareB[i] - mb * mb;
            double covariance = both[i] - ma * mb;
            sum += (2 * ma * mb + C1) * (2 * covariance + C2) / ((ma * ma + mb * mb + C1) * (variances + C2));
        }
        return sum / meanA.length;
    }

    /** ITU-R BT.601 luma, not rounded. */
    private static double[] luma(Frame frame) {
        byte[] rgb = frame.rgb();
        double[] luma = new double[rgb.length / 3];
        for (int i = 0, at = 0; i < luma.length; i++, at += 3) {
            luma[i] = 0.299 * (rgb[at] & 0xFF) + 0.587 * (rgb[at + 1] & 0xFF) + 0.114 * (rgb[at + 2] & 0xFF);
        }
        return luma;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    /** The windows' means, of the windows that lie inside. */
    private double[] smooth(double[] values) {
        int columns = width - 2 * RADIUS;
        int rows = height - 2 * RADIUS;
        double[] across = new double[columns * height];
        for (int k = 0; k < WINDOW.length; k++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < columns; x++) {
                    across[y * columns + x] += WINDOW[k] * values[y * width + x + k];
                }
            }
        }
        double[] both = new double[columns * rows];
        for (int k = 0; k < WINDOW.length; k++) {
            for (int i = 0; i < both.length; i++) {
                both[i] += WINDOW[k] * across[i + k * columns];
            }
        }
        return both;
    }
}
