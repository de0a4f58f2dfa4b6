package restyle.job.check;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import restyle.job.Job;
import restyle.job.Job.NoiseType;
import restyle.media.Rational;
import restyle.media.VideoException;
import restyle.vision.SceneCuts;

/** Turns single option values into what a {@link Job} holds, or says what is wrong with them. */
final class OptionChecks {

    private OptionChecks() {}

    static int whole(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("expected %d..%d, found %d".formatted(least, most, value));
        }
        return value;
    }

    /** Requires a number strictly above {@code above}, so that zero can be refused. */
    static double number(double value, double above, double most) {
        if (!(value > above && value <= most)) {
            throw new IllegalArgumentException("expected a number above %s%s, found %s"
                    .formatted(above, most == Double.MAX_VALUE ? "" : " and up to " + most, value));
        }
        return value;
    }

    /** Returns what is not as asked for where the source has fewer frames per second than are to be generated. */
    static List<String> rateWarnings(OptionalDouble asked, Rational source) {
        double rate = source.toDouble();
        double wanted = asked.orElse(0);
        // 30000/1001 is often called 29.97 or 30.
        return wanted < rate * 1.002
                ? List.of()
                : List.of(
                        "--fps %s cannot be met: the clip has %s frames per second; every one of them is kept, none is invented"
                                .formatted(number(wanted), number(rate)));
    }

    private static String number(double rate) {
        return new BigDecimal(rate)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    static double cuts(String text) {
        try {
            return SceneCuts.threshold(text);
        } catch (VideoException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static NoiseType noiseType(String text) {
        String name = word(text, List.of("per-frame", "constant"));
        return NoiseType.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    static String word(String text, List<String> words) {
        if (!words.contains(text)) {
            throw new IllegalArgumentException("expected %s; found '%s'".formatted(String.join(" or ", words), text));
        }
        return text;
    }

    /** Returns what {@code KEY=VALUE} texts say, one each. */
    static Map<String, String> pairs(List<String> texts) {
        Map<String, String> pairs = new HashMap<>();
        for (String text : texts) {
            int sign = text.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("expected KEY=VALUE, found '%s'".formatted(text));
            }
            if (pairs.put(text.substring(0, sign), text.substring(sign + 1)) != null) {
                throw new IllegalArgumentException("'%s' is given twice".formatted(text.substring(0, sign)));
            }
        }
        return Map.copyOf(pairs);
    }
}
