package restyle.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds what there is of a path. */
public final class ExistingFolder {

    private ExistingFolder() {}

    /** Goes up from a path to the first that exists; empty if none does, as on a drive that is not there. */
    public static Optional<Path> above(Path path) {
        Path there = path;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return Optional.ofNullable(there);
    }
}
