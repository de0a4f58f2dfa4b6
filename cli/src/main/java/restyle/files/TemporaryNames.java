package restyle.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of what belongs to an output but is not it: hidden, beside the final name, and no longer than file systems allow. The
 * name of a file in the making has a random part, so that nothing of the user's is called so.
 */
public final class TemporaryNames {

    /** What Linux, macOS and Windows take; they count bytes, UTF-16 units or characters, of which bytes are most. */
    private static final int MAX_BYTES = 255;

    private static final String ENDING = ".part";
    private static final int RANDOM_DIGITS = 8;
    private static final String RANDOM = "[0-9a-f]{" + RANDOM_DIGITS + "}";
    private static final SecureRandom SOURCE = new SecureRandom();

    private TemporaryNames() {}

    /** Makes up a name for an output in the making. */
    public static Path newName(Path target) {
        byte[] unique = new byte[RANDOM_DIGITS / 2];
        SOURCE.nextBytes(unique);
        return named(target, HexFormat.of().formatHex(unique) + ENDING);
    }

    /** Returns the hidden name of what is kept beside an output: {@code .NAME.ENDING}, shortened where NAME is very long. */
    public static Path beside(Path target, String ending) {
        return named(target, ending);
    }

    private static Path named(Path target, String ending) {
        return target.resolveSibling(start(target, ending.length()) + ending);
    }

    /** The name without its ending; a name that is too long ends with a digest of the whole. */
    private static String start(Path target, int endingLength) {
        String name = target.getFileName().toString();
        int room = MAX_BYTES - 2 - endingLength;
        if (bytes(name) > room) {
            String digest = "~" + ContentDigests.ofText(name).substring(0, 8);
            while (bytes(name) > room - digest.length()) {
                name = name.substring(0, name.offsetByCodePoints(name.length(), -1));
            }
            name += digest;
        }
        return "." + name + ".";
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Deletes all files in the making in a folder that nobody has written to for some time. */
    public static void removeAbandoned(Path folder, Duration unused) throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(unused));
        for (Path file : matching(folder, Pattern.compile("\\..+\\." + RANDOM + Pattern.quote(ENDING)))) {
            if (Files.getLastModifiedTime(file).compareTo(before) < 0) {
                FolderTree.delete(file);
            }
        }
    }

    /** Deletes what a killed process left of an output in the making; nobody else may be writing it. */
    public static void removeLeftovers(Path target) throws IOException {
        String start = start(target, RANDOM_DIGITS + ENDING.length());
        Pattern name = Pattern.compile(Pattern.quote(start) + RANDOM + Pattern.quote(ENDING));
        Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(folder)) {
            for (Path file : matching(folder, name)) {
                FolderTree.delete(file);
            }
        }
    }

    private static List<Path> matching(Path folder, Pattern name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }
}
