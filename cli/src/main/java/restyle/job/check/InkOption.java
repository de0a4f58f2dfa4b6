package restyle.job.check;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import restyle.job.Delivery;
import restyle.job.options.NamedSettings;

/** Reads and writes {@code --ink}. */
final class InkOption {

    private static final String OFF = "off";
    private static final double FLAT = 1;
    private static final double DETAIL = 0.5;

    private InkOption() {}

    /** @throws IllegalArgumentException saying what was expected and what was found */
    static Optional<Delivery.Ink> parse(String text) {
        NamedSettings said = NamedSettings.parse(text);
        Map<String, String> keys = new TreeMap<>(said.settings());
        Optional<String> flat = Optional.ofNullable(keys.remove("flat"));
        Optional<String> detail = Optional.ofNullable(keys.remove("detail"));
        if (!keys.isEmpty()) {
            throw new IllegalArgumentException("expected off|0-1[,flat=0-1][,detail=0-1], found %s".formatted(keys));
        }
        if (said.name().toLowerCase(Locale.ROOT).equals(OFF)) {
            return Optional.empty();
        }
        return Optional.of(new Delivery.Ink(
                share("darkness", said.name()),
                flat.map(value -> share("flat", value)).orElse(FLAT),
                detail.map(value -> share("detail", value)).orElse(DETAIL)));
    }

    private static double share(String what, String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    "%s: expected 0..1%s, found '%s'".formatted(what, what.equals("darkness") ? " or off" : "", text));
        }
        return value;
    }

    /** Returns the text that {@link #parse} reads as this. */
    static String written(Delivery.Ink ink) {
        return "%s,flat=%s,detail=%s".formatted(ink.darkness(), ink.flat(), ink.detail());
    }
}
