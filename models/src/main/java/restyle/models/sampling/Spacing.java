package restyle.models.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which of the training's timesteps are sampled; names and formulas are those of diffusers' schedulers. */
public enum Spacing {
    /** From the last training step down, {@code round(1000 - i * 1000 / n) - 1}, half to even: what distilled models need. */
    TRAILING {
        @Override
        double timestep(int i, int steps, int points) {
            return Math.rint(NoiseSchedule.TRAIN_STEPS - i * (double) NoiseSchedule.TRAIN_STEPS / steps) - 1;
        }
    },
    /** Up from timestep 1 in whole strides, so that the noisiest timesteps are left out; as AnimateDiff's own code does it. */
    LEADING {
        @Override
        double timestep(int i, int steps, int points) {
            return (points - 1 - i) * (NoiseSchedule.TRAIN_STEPS / points) + 1;
        }
    },
    /** From the last training step to the first, both included, in equal strides that need not be whole. */
    LINSPACE {
        @Override
        double timestep(int i, int steps, int points) {
            double last = NoiseSchedule.TRAIN_STEPS - 1;
            // Strides are rounded before they are counted, as NumPy does it: a timestep in the middle of two falls to
            // the same side.
            return i == 0 ? last : (points - 1 - i) * (last / (points - 1));
        }
    };

    /**
     * Gives one timestep of a grid.
     *
     * @param i which step, from 0, the noisiest
     * @param steps how many there are
     * @param points into how many the range is divided: as many as steps, or one more where a sampler leaves out the last
     */
    abstract double timestep(int i, int steps, int points);

    /** Finds a spacing by its name. */
    public static Spacing of(String name) {
        return Arrays.stream(values())
                .filter(spacing -> spacing.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected %s; found '%s'".formatted(String.join(" or ", names()), name)));
    }

    /** Lists the names that {@link #of} takes. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Spacing::toString).toList();
    }

    /** Returns the name that {@link #of} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
