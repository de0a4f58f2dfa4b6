package restyle.models.sampling;

/**
 * How noise becomes an image, step by step: which timesteps the network is asked about, and how its predictions move the latents. Immutable,
 * and free of chance: the noise is the caller's, and so is each frame's {@link SamplerState}. Steps count on the whole grid, from 0.
 */
public interface Sampler {

    /** Returns the number of steps of the whole grid. */
    int steps();

    /** Returns what the network is told at a step, 0..999; some samplers use timesteps between whole ones. */
    double timestep(int step);

    /** Returns what to multiply latents with before the network sees them at a step, so that they have unit variance; 1 where they do. */
    default float inputScale(int step) {
        return 1;
    }

    /**
     * Begins with noise alone.
     *
     * @param noise unit variance, [4, h, w]; not changed
     */
    default SamplerState start(float[] noise) {
        return SamplerState.of(noise.clone());
    }

    /**
     * Begins at a later step with an image under the noise of that step.
     *
     * @param noise unit variance, [4, h, w]; not changed
     * @param image its latents; not changed
     * @param step the first step that runs, see {@link #firstStep}
     */
    SamplerState start(float[] noise, float[] image, int step);

    /** Tells whether noise is added between the steps. */
    default boolean addsNoise() {
        return false;
    }

    /**
     * Takes one step.
     *
     * @param predicted the network's output for the scaled latents of this step; not changed
     * @param noise where the sampler adds noise after this step
     * @return the frame before the next step; after the last one, its latents are the image
     */
    SamplerState advance(SamplerState state, float[] predicted, int step, StepNoise noise);

    /**
     * Finds the first step that runs when the source's own latents are the start: the last {@code floor(steps * strength)} steps of the
     * same grid are kept, so that a distilled model never sees a timestep it was not trained on.
     *
     * @param strength 0..1; 1 keeps all
     * @throws IllegalArgumentException if no step is left
     */
    default int firstStep(double strength) {
        // 1e-9: 0.29 * 100 is 28.999... in binary, and means 29.
        int kept = Math.min((int) (steps() * strength + 1e-9), steps());
        if (kept <= 0) {
            throw new IllegalArgumentException("strength %s leaves none of %d steps; the least that runs one is %s"
                    .formatted(strength, steps(), 1.0 / steps()));
        }
        return steps() - kept;
    }
}
