package restyle.compare;

/** Pearson's correlation of two series of equal length. */
final class Correlation {

    private Correlation() {}

    /** Computes the correlation, -1..1; NaN where one of them does not vary, for then the correlation is not defined. */
    static double of(float[] x, float[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double together = 0;
        double alone = 0;
        double other = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            together += dx * dy;
            alone += dx * dx;
            other += dy * dy;
        }
        return alone > 0 && other > 0 ? together / Math.sqrt(alone * other) : Double.NaN;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
