package restyle.models.sampling;

/**
 * How much of latents is image and how much is noise where both together have unit variance: {@code signal * image + noise * n}.
 *
 * @param signal square root of abar
 * @param noise square root of 1 - abar
 * @param prediction what the network returns for such latents
 */
record NoiseLevel(double signal, double noise, Prediction prediction) {

    /** Makes the level of one abar, see {@link NoiseSchedule#signal}. */
    static NoiseLevel ofSignal(double abar, Prediction prediction) {
        return new NoiseLevel(Math.sqrt(abar), Math.sqrt(1 - abar), prediction);
    }

    /** Makes the level of one sigma, see {@link NoiseSchedule#sigma}. */
    static NoiseLevel ofSigma(double sigma, Prediction prediction) {
        double signal = 1 / Math.sqrt(sigma * sigma + 1);
        return new NoiseLevel(signal, sigma * signal, prediction);
    }

    /** Estimates one value of the image. */
    double image(float latent, float predicted) {
        return prediction == Prediction.V ? signal * latent - noise * predicted : (latent - noise * predicted) / signal;
    }

    /** Estimates one value of the noise. */
    double noise(float latent, float predicted) {
        return prediction == Prediction.V ? signal * predicted + noise * latent : predicted;
    }

    /** Puts an image under noise of this level. */
    float[] mix(float[] image, float[] unitNoise) {
        float[] latents = new float[image.length];
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) (signal * image[i] + noise * unitNoise[i]);
        }
        return latents;
    }
}
