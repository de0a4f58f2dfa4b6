package restyle.models.sampling;

/**
 * Denoising diffusion implicit models without added noise (arXiv 2010.02502, formula 12 with sigma 0; diffusers' DDIMScheduler), on latents
 * of unit variance. As there, each step goes down by {@code 1000 / steps}, rounded down, which only with leading spacing is exactly the next
 * timestep.
 */
final class DdimSampler implements Sampler {
    private final int[] timesteps;
    private final NoiseSchedule schedule;
    private final Prediction prediction;

    DdimSampler(SamplerSettings settings) {
        timesteps = settings.wholeTimesteps(settings.steps());
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
    public SamplerState start(float[] noise, float[] image, int step) {
        return SamplerState.of(level(timesteps[step]).mix(image, noise));
    }

    @Override
    public SamplerState advance(SamplerState state, float[] predicted, int step, StepNoise noise) {
        NoiseLevel now = level(timesteps[step]);
        NoiseLevel next = level(timesteps[step] - NoiseSchedule.TRAIN_STEPS / timesteps.length);
        float[] latents = new float[predicted.length];
        for (int i = 0; i < latents.length; i++) {
            float x = state.latents()[i];
            latents[i] =
                    (float) (next.signal() * now.image(x, predicted[i]) + next.noise() * now.noise(x, predicted[i]));
        }
        return SamplerState.of(latents);
    }

    /** Returns the level of a timestep; below 0 there is no noise. */
    private NoiseLevel level(int timestep) {
        return NoiseLevel.ofSignal(timestep < 0 ? 1 : schedule.signal(timestep), prediction);
    }
}
