package restyle.models.check.run;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with how strongly it counts, as in {@code FILE:0.6}.
 *
 * @param scale 1 for the strength that it was made with
 */
public record ScaledFile(Path file, float scale) {
    private static final Pattern WITH_SCALE = Pattern.compile("(.+):([-+]?(?:\\d+\\.?\\d*|\\.\\d+))");

    /** Reads {@code FILE} or {@code FILE:SCALE}. */
    static ScaledFile parse(String text, float defaultScale) {
        Matcher matcher = WITH_SCALE.matcher(text);
        return matcher.matches()
                ? new ScaledFile(Path.of(matcher.group(1)), Float.parseFloat(matcher.group(2)))
                : new ScaledFile(Path.of(text), defaultScale);
    }
}
