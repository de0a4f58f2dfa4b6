package restyle.models.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where ONNX Runtime's native libraries come from. */
public final class Natives {

    private static final String FOLDER = "onnxruntime.native.path";

    private Natives() {}

    /** Returns the folder that the libraries come from; empty if they are unpacked for each process. */
    static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of);
    }

    /**
     * Takes the libraries from a folder, if it has those of this system and nothing else was asked for. Otherwise each process
     * unpacks its own, 30 MB and more, into the temporary folder, where they stay if it is killed. Call it before the first
     * network is loaded.
     */
    public static void useFolder(Path folder) {
        if (System.getProperty(FOLDER) == null && Files.exists(folder.resolve(System.mapLibraryName("onnxruntime")))) {
            System.setProperty(FOLDER, folder.toString());
        }
    }
}
