package restyle.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What programs and libraries for Linux need of the system: the C library, which names each symbol with the version that it came with.
 *
 * @param minor of version 2
 * @param loader the file that the system starts the programs by
 */
record Glibc(int minor, String loader) {

    private static final Pattern VERSION = Pattern.compile("GLIBC_2\\.([0-9]+)[.0-9]*\0");
    private static final Pattern LOADER = Pattern.compile("(/lib[^\0]*/ld-linux[^\0]*)\0");

    /**
     * Looks at all that is in an image.
     *
     * @throws IllegalArgumentException if the build says less than its native libraries need
     */
    static Glibc needed(Path image) throws IOException {
        int said = Integer.parseInt(
                Files.readString(image.resolve("glibc")).strip().replaceFirst("^2\\.", ""));
        int natives = newest(image.resolve("natives"));
        if (natives > said) {
            throw new IllegalArgumentException(
                    "linux.glibc in pom.xml: expected 2.%d, which the native libraries need, found 2.%d"
                            .formatted(natives, said));
        }
        Matcher loader = LOADER.matcher(bytes(image.resolve("runtime/bin/java")));
        if (!loader.find()) {
            throw new IllegalArgumentException(
                    "the Java runtime does not say by what Linux starts it; take one for glibc");
        }
        return new Glibc(Math.max(said, newest(image.resolve("runtime"))), loader.group(1));
    }

    /** Writes it for the launcher. */
    void keep(Path file) throws IOException {
        Files.writeString(file, "2." + minor + " " + loader + "\n");
    }

    private static int newest(Path folder) throws IOException {
        int newest = 0;
        for (Path file : Trees.files(folder)) {
            if (Binaries.machine(file).isPresent()) {
                Matcher version = VERSION.matcher(bytes(file));
                while (version.find()) {
                    newest = Math.max(newest, Integer.parseInt(version.group(1)));
                }
            }
        }
        return newest;
    }

    private static String bytes(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
