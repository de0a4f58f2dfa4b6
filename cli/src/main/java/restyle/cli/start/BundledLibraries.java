package restyle.cli.start;

import java.nio.file.Files;
import java.nio.file.Path;
import restyle.models.runtime.Natives;

/**
 * Where native libraries are loaded from: the distribution, which has them unpacked. Left to themselves, ONNX Runtime and JavaCPP
 * would unpack theirs into the temporary folder and the user's home, which may be small, read-only, or not allow it.
 */
public final class BundledLibraries {

    private static final String JAVACPP = "org.bytedeco.javacpp.";

    private BundledLibraries() {}

    /**
     * Makes libraries that are loaded from now on come from a folder, if it has them; that folder is on the class path, too, where
     * JavaCPP looks.
     */
    public static void use(Path natives) {
        Natives.useFolder(natives);
        if (Files.isDirectory(natives.resolve("org").resolve("bytedeco"))) {
            System.setProperty(JAVACPP + "cacheLibraries", "false");
            System.setProperty(JAVACPP + "canCreateSymbolicLink", "false");
        }
    }
}
