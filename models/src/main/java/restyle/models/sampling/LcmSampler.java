package restyle.models.sampling;

/**
 * Sampling of latent consistency models (arXiv 2310.04378, algorithm 3; diffusers' LCMScheduler), on latents of unit variance: each step
 * estimates the image and puts it under fresh noise of the next level. The timesteps come from the 50 that such models are distilled on.
 */
final class LcmSampler implements Sampler {
    private static final int DISTILLED_STEPS = 50;

    /** Standard deviation of images, and what timesteps are multiplied by, in the boundary condition of consistency models. */
    private static final double SIGMA_DATA = 0.5;

    private static final double TIMESTEP_SCALE = 10;

    private final int[] timesteps;
    private final NoiseSchedule schedule;
    private final Prediction prediction;

    LcmSampler(SamplerSettings settings) {
        int steps = settings.steps();
        if (steps > DISTILLED_STEPS) {
            throw new IllegalArgumentException(
                    "lcm takes up to %d steps, found %d".formatted(DISTILLED_STEPS, settings.steps()));
        }
        int stride = NoiseSchedule.TRAIN_STEPS / DISTILLED_STEPS;
        timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = NoiseSchedule.TRAIN_STEPS - 1 - stride * (i * DISTILLED_STEPS / steps);
        }
        schedule = new NoiseSchedule(settings.betas());
        prediction = settings.prediction();
    }

    @Override
    public int steps() {
        return timesteps.length;
    }

    @Override
    public double timestep(int step) {
        return timesteps[step];
    }

    @Override
    public boolean addsNoise() {
        return timesteps.length > 1;
    }

    @Override
    public SamplerState start(float[] noise, float[] image, int step) {
        return SamplerState.of(level(step).mix(image, noise));
    }

    @Override
    public SamplerState advance(SamplerState state, float[] predicted, int step, StepNoise noise) {
        NoiseLevel now = level(step);
        double t = TIMESTEP_SCALE * timesteps[step];
        double ofLatents = SIGMA_DATA * SIGMA_DATA / (t * t + SIGMA_DATA * SIGMA_DATA);
        double ofImage = t / Math.sqrt(t * t + SIGMA_DATA * SIGMA_DATA);
        float[] image = new float[predicted.length];
        for (int i = 0; i < image.length; i++) {
            float x = state.latents()[i];
            image[i] = (float) (ofImage * now.image(x, predicted[i]) + ofLatents * x);
        }
        boolean last = step == timesteps.length - 1;
        return SamplerState.of(last ? image : level(step + 1).mix(image, noise.after(step)));
    }

    private NoiseLevel level(int step) {
        return NoiseLevel.ofSignal(schedule.signal(timesteps[step]), prediction);
    }
}
