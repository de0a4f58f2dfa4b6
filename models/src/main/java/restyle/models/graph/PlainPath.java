package restyle.models.graph;

import java.nio.file.Path;

/**
 * Tells which paths can be handed to ONNX Runtime as text. Its Java layer passes text on in Java's own form of UTF-8, in which characters
 * beyond U+FFFF, such as emoji, have other bytes than in the names of files, so that those are not found.
 */
public final class PlainPath {

    private PlainPath() {}

    /** Tells whether a path has no characters beyond U+FFFF. */
    public static boolean isPlain(Path path) {
        return path.toString().chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    /** Returns a folder itself, or the nearest one above it that is plain. */
    static Path above(Path folder) {
        Path plain = folder;
        while (!isPlain(plain) && plain.getParent() != null) {
            plain = plain.getParent();
        }
        return plain;
    }
}
