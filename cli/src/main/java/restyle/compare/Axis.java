package restyle.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The range of a chart's numbers, with round ticks.
 *
 * @param least a multiple of {@code step}
 * @param most a multiple of {@code step}
 * @param step 1, 2 or 5 times a power of ten
 */
record Axis(double least, double most, double step) {

    private static final int MAX_STEPS = 5;

    /** Returns the smallest round range that holds both numbers; they must not be equal. */
    static Axis around(double least, double most) {
        double step = Math.pow(10, Math.floor(Math.log10((most - least) / MAX_STEPS)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            double low = Math.floor(least / (factor * step));
            double high = Math.ceil(most / (factor * step));
            if (high - low <= MAX_STEPS + 1) {
                return new Axis(low * factor * step, high * factor * step, factor * step);
            }
        }
        throw new IllegalArgumentException("no range from " + least + " to " + most);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long i = Math.round(least / step); i <= Math.round(most / step); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Returns a tick with as many decimals as the step has. */
    String label(double tick) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }

    /** Returns where a value stands: 0 at the lower end, 1 at the upper. */
    double share(double value) {
        return (value - least) / (most - least);
    }
}
