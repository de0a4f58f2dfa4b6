package restyle.media;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of an image sequence: with a number as C's printf writes it, {@code %05d}, or with the wildcards of a shell. */
public record SequencePattern(String text) {

    private static final Pattern NUMBER = Pattern.compile("%(0\\d{1,2})?d");

    static boolean isPattern(String name) {
        return isNumbered(name) || isGlob(name);
    }

    /** Returns whether a name holds a number as printf writes it. */
    public static boolean isNumbered(String name) {
        return NUMBER.matcher(name).find();
    }

    static boolean isGlob(String name) {
        return name.contains("*") || name.contains("?");
    }

    boolean isNumbered() {
        return isNumbered(text);
    }

    /** Returns the name of one file of a numbered sequence. */
    public String name(long number) {
        return NUMBER.matcher(text).replaceFirst(match -> String.format(Locale.ROOT, match.group(), number));
    }

    /** Returns whether a name is one of this numbered sequence. */
    public boolean names(String name) {
        return number(name).isPresent();
    }

    /** Returns the number of a file of a numbered sequence; empty if the name is not one of its names. */
    OptionalLong number(String name) {
        OptionalLong number = numberIgnoringCase(name);
        return number.isPresent() && name(number.getAsLong()).equals(name) ? number : OptionalLong.empty();
    }

    /** Returns the same where upper and lower case letters may be one. */
    OptionalLong numberIgnoringCase(String name) {
        String[] around = NUMBER.split(text, 2);
        Matcher matcher = Pattern.compile(
                        Pattern.quote(around[0]) + "(\\d{1,18})" + Pattern.quote(around[1]),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(name);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return name(number).equalsIgnoreCase(name) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
