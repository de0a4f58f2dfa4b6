package restyle.models.sampling;

/**
 * The noise of training, by timestep: latents at timestep t are {@code sqrt(abar) * image + sqrt(1 - abar) * noise}, where abar is the
 * product of {@code 1 - beta} up to t (arXiv 2006.11239). Noise levels are also given as {@code sigma = sqrt((1 - abar) / abar)}, the
 * noise's standard deviation where the image has its own size.
 */
public final class NoiseSchedule {

    /** Steps of training; timesteps are 0..999. */
    public static final int TRAIN_STEPS = 1000;

    private final double[] signals = new double[TRAIN_STEPS];
    private final double[] sigmas = new double[TRAIN_STEPS];

    /** Computes the tables for the betas of a model. */
    public NoiseSchedule(Betas betas) {
        double signal = 1;
        for (int t = 0; t < TRAIN_STEPS; t++) {
            signal *= 1 - betas.at(t);
            signals[t] = signal;
            sigmas[t] = Math.sqrt((1 - signal) / signal);
        }
    }

    /** Returns abar of a timestep, near 1 for the first and near 0 for the last. */
    public double signal(int timestep) {
        return signals[timestep];
    }

    /** Returns sigma of a timestep, 0..999; between two whole ones by linear interpolation. */
    public double sigma(double timestep) {
        int below = Math.min((int) timestep, TRAIN_STEPS - 2);
        double part = timestep - below;
        // A whole timestep has exactly the table's value.
        return part == 0 ? sigmas[below] : part == 1 ? sigmas[below + 1] : mix(sigmas[below], sigmas[below + 1], part);
    }

    /** Finds the whole timestep whose sigma is nearest to a given one on a logarithmic scale. */
    public int nearestTimestep(double sigma) {
        int above = 1;
        while (above < TRAIN_STEPS - 1 && sigmas[above] <= sigma) {
            above++;
        }
        double low = Math.log(sigmas[above - 1]);
        double part = (Math.log(sigma) - low) / (Math.log(sigmas[above]) - low);
        return (int) Math.rint(above - 1 + Math.max(0, Math.min(1, part)));
    }

    private static double mix(double a, double b, double part) {
        return a + (b - a) * part;
    }
}
