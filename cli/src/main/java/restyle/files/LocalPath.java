package restyle.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a user typed where a file or folder of this machine is expected. */
public final class LocalPath {

    /** As in RFC 3986, with two letters at least: one alone is a drive. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);

    private LocalPath() {}

    /**
     * Returns the path that a text is.
     *
     * @throws IllegalArgumentException with a message for users, if it is an address, or has characters that names cannot have
     */
    public static Path of(String text) {
        requireNoAddress(text);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("'%s' is not a path: %s".formatted(text, e.getReason()), e);
        }
    }

    /** @throws IllegalArgumentException with a message for users, if a text is an address; it may be no path either */
    public static void requireNoAddress(String text) {
        if (ADDRESS.matcher(text).matches()) {
            String advice = text.startsWith("file:")
                    ? "name it by its path, without file://"
                    : "download it first, and name the file";
            throw new IllegalArgumentException(
                    "'%s' is an address; expected a file or folder of this machine: %s".formatted(text, advice));
        }
    }
}
