package restyle.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of outputs in the making: hidden, beside the final name, with a random part. */
public final class TemporaryNames {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ENDING = ".part";

    private TemporaryNames() {}

    /** A name for an output in the making. */
    public static Path newName(Path target) {
        byte[] unique = new byte[4];
        RANDOM.nextBytes(unique);
        return target.resolveSibling(
                ".%s.%s%s".formatted(target.getFileName(), HexFormat.of().formatHex(unique), ENDING));
    }

    /** Deletes all files and folders that are named so for a target. */
    static void remove(Path target) {
        Pattern name =
                Pattern.compile(Pattern.quote("." + target.getFileName() + ".") + "[0-9a-f]+" + Pattern.quote(ENDING));
        Path folder = target.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .toList()) {
                delete(left);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up beside " + target, e);
        }
    }

    private static void delete(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
