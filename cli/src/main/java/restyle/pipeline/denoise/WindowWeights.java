package restyle.pipeline.denoise;

/** Weights with which a window's frames enter the mean over the windows: 1, 2, ... up to the middle and down again. */
final class WindowWeights {

    private WindowWeights() {}

    static float[] weights(int length) {
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = Math.min(i, length - 1 - i) + 1;
        }
        return weights;
    }
}
