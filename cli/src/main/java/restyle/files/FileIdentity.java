package restyle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

/**
 * Which file a path leads to: two paths of equal identity are one file, whether by a link, a hard link, a folder that is a link,
 * {@code ..}, or other letter case where that makes no difference.
 */
public final class FileIdentity {

    private FileIdentity() {}

    /** Returns what identifies a file that exists; empty if there is none. */
    public static Optional<Object> of(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            // Windows has no such key, but there a real path has the letter case of the disk, and links are resolved.
            return Optional.of(key != null ? key : path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns where a path leads to, as far as it exists, links resolved; the rest is as it is written. */
    public static Path destination(Path path) {
        Path absolute = path.toAbsolutePath();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null
                    ? absolute
                    : destination(parent).resolve(absolute.getFileName()).normalize();
        }
    }

    /** Returns whether two paths, which need not exist, would be one file. */
    public static boolean isSame(Path a, Path b) {
        Optional<Object> known = of(a);
        if (known.isPresent()) {
            return known.equals(of(b));
        }
        String left = destination(a).toString();
        String right = destination(b).toString();
        return ignoresCase() ? left.equalsIgnoreCase(right) : left.equals(right);
    }

    /** Both systems can do otherwise, but hardly ever do. */
    private static boolean ignoresCase() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") || system.startsWith("mac");
    }
}
