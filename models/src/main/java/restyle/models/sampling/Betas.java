package restyle.models.sampling;

/** How much noise each training step adds, from 0.00085 to 0.012 over all of them; names are those of diffusers. */
public enum Betas {
    /** Evenly spaced: AnimateDiff, all of its versions and what was distilled from them. */
    LINEAR {
        @Override
        double at(int step) {
            return START + (END - START) * step / (NoiseSchedule.TRAIN_STEPS - 1);
        }
    },
    /** Evenly spaced square roots: Stable Diffusion 1.x itself. */
    SCALED_LINEAR {
        @Override
        double at(int step) {
            double from = Math.sqrt(START);
            double root = from + (Math.sqrt(END) - from) * step / (NoiseSchedule.TRAIN_STEPS - 1);
            return root * root;
        }
    };

    private static final double START = 0.00085;
    private static final double END = 0.012;

    /** Gives beta of a training step, 0..999. */
    abstract double at(int step);
}
