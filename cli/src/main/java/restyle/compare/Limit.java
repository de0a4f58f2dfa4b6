package restyle.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that must not hold, such as {@code flickerB>2}.
 *
 * @param metric one of the names of a comparison's numbers
 * @param above whether it must not be above the number; below it otherwise
 */
public record Limit(String metric, boolean above, double number) {

    private static final Pattern FORM = Pattern.compile("\\s*([A-Za-z][\\w.]*)\\s*([<>])\\s*(\\S+)\\s*");

    /**
     * Reads {@code METRIC>X} or {@code METRIC<X}.
     *
     * @throws IllegalArgumentException if it is of another form, or there is no such metric, with those that there are
     */
    public static Limit parse(String text) {
        return parse(text, Metrics.names());
    }

    /**
     * Reads the same, of other metrics.
     *
     * @param names of those that there are
     * @throws IllegalArgumentException if it is of another form, or there is no such metric, with those that there are
     */
    public static Limit parse(String text, List<String> names) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "expected METRIC>NUMBER or METRIC<NUMBER, such as warpErrorRatio>1.5, found '%s'".formatted(text));
        }
        if (!names.contains(parts.group(1))) {
            throw new IllegalArgumentException(
                    "no metric '%s'; there are %s".formatted(parts.group(1), String.join(", ", names)));
        }
        try {
            double number = Double.parseDouble(parts.group(3));
            if (!Double.isNaN(number)) {
                return new Limit(parts.group(1), parts.group(2).equals(">"), number);
            }
        } catch (NumberFormatException e) {
            // Said below, as of NaN.
        }
        throw new IllegalArgumentException(
                "expected a number behind %s%s, found '%s'".formatted(parts.group(1), parts.group(2), parts.group(3)));
    }

    /** Says that the condition holds, or that it cannot be told; empty if it does not hold. */
    public Optional<String> broken(Comparison comparison) {
        return broken(Metrics.of(comparison));
    }

    /** Tells whether the number takes an image encoder. */
    public boolean isOfContent() {
        return metric.startsWith(Metrics.OF_CONTENT);
    }

    /** Says the same of other numbers, by their names. */
    public Optional<String> broken(Map<String, Double> metrics) {
        double found = metrics.get(metric);
        if (Double.isNaN(found)) {
            return Optional.of(
                    "--fail-if %s: cannot be told: %s is not defined for these clips".formatted(this, metric));
        }
        return (above ? found > number : found < number)
                ? Optional.of(String.format(Locale.ROOT, "--fail-if %s: found %s", this, found))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return metric + (above ? ">" : "<") + number;
    }
}
