package restyle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Tells contents of a file apart that it has one after the other. Names and permissions do not count.
 *
 * @param bytes how long it is
 * @param modified when its content was changed
 */
public record FileVersion(long bytes, FileTime modified) {

    /** Returns the version of now; empty where there is no such file, or the system does not tell. */
    public static Optional<FileVersion> of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileVersion(now.size(), now.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty(); // a file that is open can be read on when it has lost its name
        }
    }
}
