package restyle.models.model;

import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.graph.ModelException;

/**
 * A file with how much of it counts, as in {@code style.safetensors:0.6}.
 *
 * @param name path, or name of a model
 * @param scale 1 is the whole of it
 */
public record ScaledName(String name, double scale) {

    /** How far a scale may go, in either direction. */
    public static final int MAX_SCALE = 100;

    private static final Pattern SCALED = Pattern.compile("(.+):([-+]?(?:\\d+\\.?\\d*|\\.\\d+))");

    /**
     * Reads what was typed. Text that names a file as a whole has no scale, so that colons in names and behind the letters of drives do not
     * count.
     *
     * @param whenMissing the scale of a name that has none
     * @param exists whether a text names a file
     * @throws ModelException if the scale is beyond {@link #MAX_SCALE}
     */
    public static ScaledName parse(String text, double whenMissing, Predicate<String> exists) {
        Matcher matcher = SCALED.matcher(text);
        if (!matcher.matches() || exists.test(text)) {
            return new ScaledName(text, whenMissing);
        }
        double scale = Double.parseDouble(matcher.group(2));
        if (Math.abs(scale) > MAX_SCALE) {
            throw new ModelException("expected a scale of -%d..%d behind the last colon of '%s', found %s"
                    .formatted(MAX_SCALE, MAX_SCALE, text, matcher.group(2)));
        }
        return new ScaledName(matcher.group(1), scale);
    }

    /** Writes it so that {@link #parse} reads the same again, which takes no exponents. */
    public String text() {
        return name + ":" + BigDecimal.valueOf(scale).toPlainString();
    }
}
