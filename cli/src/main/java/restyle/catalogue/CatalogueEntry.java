package restyle.catalogue;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that is published.
 *
 * @param kind what it is, for people
 * @param file its name in a models folder
 * @param address where it is fetched from; empty if it can only be had by hand
 * @param page where people read about it, and get it where there is no address
 * @param licence its name; empty if it is not known
 * @param size in bytes, if it is known
 * @param sha256 of its content, 64 lower-case hexadecimal digits, if it is known
 */
public record CatalogueEntry(
        String kind,
        String file,
        Optional<URI> address,
        Optional<URI> page,
        Optional<String> licence,
        Optional<Long> size,
        Optional<String> sha256) {

    /** Returns what it is called by options that take the name of a model: the file without its ending. */
    public String name() {
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }

    /** Returns whether a user means this file, by its name with or without the ending. */
    boolean isCalled(String name) {
        String meant = name.toLowerCase(Locale.ROOT);
        return meant.equals(file.toLowerCase(Locale.ROOT)) || meant.equals(name().toLowerCase(Locale.ROOT));
    }

    /**
     * Returns the digits of a SHA-256 in lower case.
     *
     * @throws IllegalArgumentException if a text is none
     */
    public static String checkedSha256(String text) {
        String digits = text.strip().toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sha256: expected 64 hexadecimal digits, found '%s'".formatted(text));
        }
        return digits;
    }

    /** Returns where it is, or would be, in a models folder. */
    public Path in(Path models) {
        return models.resolve(file);
    }
}
