package restyle.fill;

import restyle.vision.Aligned;

/** A weighted mean of pictures and of their sources. */
final class Mixture {

    private final float[] sources;
    private final float[] generated;
    private final float[] weights;

    /** @param pixels of each picture */
    Mixture(int pixels) {
        sources = new float[3 * pixels];
        generated = new float[3 * pixels];
        weights = new float[pixels];
    }

    /** @param weight one for each pixel, above 0 */
    void add(Aligned side, float[] weight) {
        for (int i = 0; i < weight.length; i++) {
            weights[i] += weight[i];
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                sources[c] += weight[i] * (side.source()[c] & 255);
                generated[c] += weight[i] * (side.generated()[c] & 255);
            }
        }
    }

    /** Returns the mean source, rgb in grey levels. */
    float[] sources() {
        return mean(sources);
    }

    /** Returns the mean generated picture, rgb in grey levels. */
    float[] generated() {
        return mean(generated);
    }

    private float[] mean(float[] sums) {
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = sums[i] / weights[i / 3];
        }
        return mean;
    }
}
