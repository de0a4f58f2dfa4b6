package restyle.models.sampling;

/**
 * The part of the denoising in which a ControlNet takes part, as progress from 0 (pure noise) to 1 (clean), both ends included.
 * Progress is a property of the timestep, {@code 1 - timestep / 999}, so a range means the same for any number of steps.
 *
 * @param start progress 0..1
 * @param end progress 0..1, not below start
 */
public record StepRange(double start, double end) {

    private static final double ROUNDING = 1e-9;

    public StepRange {
        if (!(start >= 0 && start <= end && end <= 1)) {
            throw new IllegalArgumentException(
                    "expected 0 <= start <= end <= 1, found start %s and end %s".formatted(start, end));
        }
    }

    /** Tells whether a timestep, 0..999, lies within. */
    public boolean contains(double timestep) {
        double progress = progress(timestep);
        return start - ROUNDING <= progress && progress <= end + ROUNDING;
    }

    /** Returns how far the denoising has come at a timestep, 0..999: 0 at the noisiest, 1 at the last. */
    public static double progress(double timestep) {
        return 1 - timestep / (NoiseSchedule.TRAIN_STEPS - 1);
    }
}
