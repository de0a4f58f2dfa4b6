package restyle.cli.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import restyle.models.runtime.Natives;

/**
 * Where native libraries are loaded from: the distribution, which has them unpacked. Left to themselves, ONNX Runtime and JavaCPP
 * would unpack theirs into the temporary folder and the user's home, which may be small, read-only, or not allow it.
 */
public final class BundledLibraries {

    private static final String JAVACPP = "org.bytedeco.javacpp.";

    /** JavaCPP reads it where it looks for a library; the virtual machine has read it before. */
    private static final String PATH = "java.library.path";

    private BundledLibraries() {}

    /**
     * Makes libraries that are loaded from now on come from a folder, if it has them. The folder is not on the class path, where JavaCPP
     * would look first: class-data sharing does not allow folders there.
     *
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static void use(Path natives) {
        Natives.useFolder(natives);
        Path bytedeco = natives.resolve("org").resolve("bytedeco");
        if (Files.isDirectory(bytedeco)) {
            System.setProperty(JAVACPP + "cacheLibraries", "false");
            System.setProperty(JAVACPP + "canCreateSymbolicLink", "false");
            System.setProperty(JAVACPP + "pathsFirst", "true");
            System.setProperty(PATH, folders(bytedeco) + File.pathSeparator + System.getProperty(PATH, ""));
        }
    }

    /** Lists the folders that JavaCPP's jars have for a platform: {@code org/bytedeco/LIBRARY/PLATFORM}. */
    private static String folders(Path bytedeco) {
        try (Stream<Path> found = Files.walk(bytedeco, 2)) {
            return found.filter(path -> path.getNameCount() == bytedeco.getNameCount() + 2)
                    .filter(Files::isDirectory)
                    .sorted()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(bytedeco.toString(), e);
        }
    }
}
