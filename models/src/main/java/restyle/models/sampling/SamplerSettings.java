package restyle.models.sampling;

/**
 * What every sampler is made from.
 *
 * @param steps how many steps the whole grid has, 1..1000
 * @param betas what the network was trained with
 * @param spacing which timesteps are sampled; means nothing to samplers that have their own grid
 * @param prediction what the network returns
 */
public record SamplerSettings(int steps, Betas betas, Spacing spacing, Prediction prediction) {

    public SamplerSettings {
        if (steps < 1 || steps > NoiseSchedule.TRAIN_STEPS) {
            throw new IllegalArgumentException(
                    "steps: expected 1..%d, found %d".formatted(NoiseSchedule.TRAIN_STEPS, steps));
        }
    }

    /**
     * Gives the timesteps of the grid, the noisiest first.
     *
     * @param points see {@link Spacing#timestep}
     * @throws IllegalArgumentException if there are more steps than the spacing has different timesteps for
     */
    double[] timesteps(int points) {
        double[] timesteps = new double[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = spacing.timestep(i, steps, points);
        }
        return timesteps;
    }

    /** Gives the timesteps of the grid, rounded half to even, and refuses a grid on which one comes twice. */
    int[] wholeTimesteps(int points) {
        double[] exact = timesteps(points);
        int[] timesteps = new int[steps];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = (int) Math.rint(exact[i]);
            if (timesteps[i] >= NoiseSchedule.TRAIN_STEPS || i > 0 && timesteps[i] >= timesteps[i - 1]) {
                throw new IllegalArgumentException(
                        "%d steps are more than this sampler has different timesteps for with %s spacing; use fewer"
                                .formatted(steps, spacing));
            }
        }
        return timesteps;
    }
}
