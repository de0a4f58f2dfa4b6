package restyle.models.sampling;

/**
 * Euler's method along the noise level (arXiv 2206.00364, algorithm 2 without churn; diffusers' EulerDiscreteScheduler), on latents whose
 * image part has its own size and whose noise has standard deviation sigma.
 */
final class EulerSampler implements Sampler {
    private final double[] timesteps;
    private final double[] sigmas;
    private final Prediction prediction;
    private final float startScale;

    EulerSampler(SamplerSettings settings) {
        NoiseSchedule schedule = new NoiseSchedule(settings.betas());
        if (settings.spacing() != Spacing.LINSPACE) {
            settings.wholeTimesteps(settings.steps());
        }
        timesteps = settings.timesteps(settings.steps());
        sigmas = new double[timesteps.length + 1];
        for (int i = 0; i < timesteps.length; i++) {
            // In float32, as diffusers keeps those between whole ones.
            timesteps[i] = (float) timesteps[i];
            sigmas[i] = schedule.sigma(timesteps[i]);
        }
        prediction = settings.prediction();
        boolean fromTheLast = settings.spacing() != Spacing.LEADING;
        startScale = (float) (fromTheLast ? sigmas[0] : Math.sqrt(sigmas[0] * sigmas[0] + 1));
    }

    @Override
    public int steps() {
        return timesteps.length;
    }

    @Override
    public double timestep(int step) {
        return timesteps[step];
    }

    /** Returns the noise level before a step; 0 after the last. */
    double sigma(int step) {
        return sigmas[step];
    }

    @Override
    public float inputScale(int step) {
        return (float) (1 / Math.sqrt(sigmas[step] * sigmas[step] + 1));
    }

    @Override
    public SamplerState start(float[] noise) {
        float[] latents = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            latents[i] = noise[i] * startScale;
        }
        return SamplerState.of(latents);
    }

    @Override
    public SamplerState start(float[] noise, float[] image, int step) {
        float sigma = (float) sigmas[step];
        float[] latents = new float[noise.length];
        for (int i = 0; i < noise.length; i++) {
            latents[i] = noise[i] * sigma + image[i];
        }
        return SamplerState.of(latents);
    }

    /**
     * Computes {@code x + (nextSigma - sigma) * d}, d the predicted noise, or for velocity {@code x * sigma / (sigma^2 + 1) + v /
     * sqrt(sigma^2 + 1)}.
     */
    @Override
    public SamplerState advance(SamplerState state, float[] predicted, int step, StepNoise noise) {
        double sigma = sigmas[step];
        float change = (float) (sigmas[step + 1] - sigma);
        float ofLatents = prediction == Prediction.V ? (float) (sigma / (sigma * sigma + 1)) : 0;
        float ofPredicted = prediction == Prediction.V ? inputScale(step) : 1;
        float[] latents = state.latents().clone();
        for (int i = 0; i < latents.length; i++) {
            latents[i] += change * (ofLatents * latents[i] + ofPredicted * predicted[i]);
        }
        return SamplerState.of(latents);
    }
}
