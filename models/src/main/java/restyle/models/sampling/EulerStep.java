package restyle.models.sampling;

/**
 * One Euler step from one noise level to the next, on latents whose image part has its own size and whose noise has standard
 * deviation sigma.
 *
 * @param sigma noise level of the latents before the step, above 0
 * @param nextSigma noise level after it; 0 after the last step
 * @param prediction what the network returns
 */
public record EulerStep(double sigma, double nextSigma, Prediction prediction) {

    /** What to multiply latents with before a network sees them, so that they have unit variance. */
    public float inputScale() {
        return (float) (1 / Math.sqrt(sigma * sigma + 1));
    }

    /**
     * Moves latents to the next noise level: {@code x + (nextSigma - sigma) * d}, where d is the predicted noise, or for
     * v-prediction {@code (x * sigma / (sigma^2 + 1) + v / sqrt(sigma^2 + 1))}.
     *
     * @param latents changed in place
     * @param predicted the network's output for the scaled latents, of the same length
     */
    public void advance(float[] latents, float[] predicted) {
        float step = (float) (nextSigma - sigma);
        float ofLatents = prediction == Prediction.V ? (float) (sigma / (sigma * sigma + 1)) : 0;
        float ofPredicted = prediction == Prediction.V ? inputScale() : 1;
        for (int i = 0; i < latents.length; i++) {
            latents[i] += step * (ofLatents * latents[i] + ofPredicted * predicted[i]);
        }
    }
}
