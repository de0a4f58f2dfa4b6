package restyle.media;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of an image sequence: with a number as C's printf writes it, {@code %05d}, or with the wildcards of a shell. */
public record SequencePattern(String text) {

    private static final Pattern NUMBER = Pattern.compile("%(0\\d{1,2})?d");

    static boolean isPattern(String name) {
        return isNumbered(name) || isGlob(name);
    }

    /** Whether a name holds a number as printf writes it. */
    public static boolean isNumbered(String name) {
        return NUMBER.matcher(name).find();
    }

    static boolean isGlob(String name) {
        return name.contains("*") || name.contains("?");
    }

    boolean isNumbered() {
        return isNumbered(text);
    }

    /** The name of one file of a numbered sequence. */
    public String name(long number) {
        return NUMBER.matcher(text).replaceFirst(match -> match.group().formatted(number));
    }

    /** The number of a file of a numbered sequence; empty if the name is not one of its names. */
    OptionalLong number(String name) {
        String[] around = NUMBER.split(text, 2);
        Matcher matcher = Pattern.compile(Pattern.quote(around[0]) + "(\\d{1,18})" + Pattern.quote(around[1]))
                .matcher(name);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return name(number).equals(name) ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
