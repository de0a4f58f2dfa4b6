package restyle.models.sampling;

import java.util.Arrays;

/**
 * The timesteps and noise levels of AnimateDiff-Lightning: linear betas 0.00085..0.012 over 1000 training steps, trailing
 * spacing (the last training step is always the first one sampled).
 *
 * <p>Formulas: arXiv 2403.12706 section 3 with diffusers' {@code EulerDiscreteScheduler(timestep_spacing="trailing",
 * beta_schedule="linear")}; timesteps are {@code round(1000 - i * 1000 / n) - 1}, half to even.
 */
public final class TrailingSchedule {

    /** Steps of the training schedule; timesteps are 0..999. */
    public static final int TRAIN_STEPS = 1000;

    private static final double BETA_START = 0.00085;
    private static final double BETA_END = 0.012;

    private final int[] timesteps;
    private final double[] sigmas;

    /**
     * @param steps how many steps the whole grid has, 1..1000
     */
    public TrailingSchedule(int steps) {
        if (steps < 1 || steps > TRAIN_STEPS) {
            throw new IllegalArgumentException("steps: expected 1.." + TRAIN_STEPS + ", found " + steps);
        }
        double[] levels = trainingSigmas();
        timesteps = new int[steps];
        sigmas = new double[steps + 1];
        for (int i = 0; i < steps; i++) {
            timesteps[i] = (int) Math.rint(TRAIN_STEPS - i * (double) TRAIN_STEPS / steps) - 1;
            sigmas[i] = levels[timesteps[i]];
        }
    }

    /** Number of steps of the whole grid. */
    public int steps() {
        return timesteps.length;
    }

    /** Timestep of step {@code i}, 999 for the first. */
    public int timestep(int i) {
        return timesteps[i];
    }

    /** Noise level before step {@code i}: standard deviation of the noise where the image has 1; 0 after the last step. */
    public double sigma(int i) {
        return sigmas[i];
    }

    /**
     * The first step that runs when the source's own latents are the start: the last {@code floor(steps * strength)} steps of
     * the same grid are kept, so that a distilled model never sees a timestep it was not trained on.
     *
     * @param strength 0..1; 1 keeps all
     * @throws IllegalArgumentException if no step is left
     */
    public int firstStep(double strength) {
        // 1e-9: 0.29 * 100 is 28.999... in binary, and means 29.
        int kept = Math.min((int) (steps() * strength + 1e-9), steps());
        if (kept <= 0) {
            throw new IllegalArgumentException("strength %s leaves none of %d steps; the least that runs one is %s"
                    .formatted(strength, steps(), 1.0 / steps()));
        }
        return steps() - kept;
    }

    private static double[] trainingSigmas() {
        double[] sigmas = new double[TRAIN_STEPS];
        double signal = 1;
        for (int t = 0; t < TRAIN_STEPS; t++) {
            signal *= 1 - (BETA_START + (BETA_END - BETA_START) * t / (TRAIN_STEPS - 1));
            sigmas[t] = Math.sqrt((1 - signal) / signal);
        }
        return sigmas;
    }

    @Override
    public String toString() {
        return "timesteps " + Arrays.toString(timesteps);
    }
}
