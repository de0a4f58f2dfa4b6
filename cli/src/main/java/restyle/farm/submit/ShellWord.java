package restyle.farm.submit;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Quotes words for a POSIX shell. */
public final class ShellWord {

    /** What means itself everywhere in a command. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9/._:@%+,-]+");

    private ShellWord() {}

    /** Returns the word as it is typed: with single quotes where something in it means more than itself. */
    public static String of(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Returns a path as it is typed; one that begins with a hyphen is not taken for an option. */
    public static String path(Path path) {
        return of(path.toString().startsWith("-") ? "./" + path : path.toString());
    }
}
