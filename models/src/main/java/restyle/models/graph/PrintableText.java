package restyle.models.graph;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text with names from files in it, made fit for a message: on one line, and without what a terminal would obey instead of show. */
public final class PrintableText {
    private static final Pattern BREAKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]+");

    /** Control characters, and those that turn the direction of writing. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");

    /** The same, but for tabs, ends of lines, and the return to the first column that text may begin with. */
    private static final Pattern CONTROLS_IN_LINES = Pattern.compile("(?!\\t|\\r?\\n|^\\r)" + CONTROLS);

    private PrintableText() {}

    /** Returns the text with a space for each line break, and the code of each control character in its place. */
    public static String of(String text) {
        return shown(CONTROLS, BREAKS.matcher(text).replaceAll(" "));
    }

    /** Returns the text with the lines and tabs that it has, and the code of each other control character in its place. */
    public static String ofLines(String text) {
        return shown(CONTROLS_IN_LINES, text);
    }

    private static String shown(Pattern controls, String text) {
        return controls.matcher(text)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }
}
