package restyle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for a while: it is gone when it is closed, or when the process is told to end.
 *
 * @param path the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /**
     * Makes one where the system keeps such things.
     *
     * @throws FileFailure if nothing can be created there
     */
    public static TemporaryFolder create() {
        try {
            Path path = Files.createTempDirectory("restyle-");
            Unfinished.add(path);
            return new TemporaryFolder(path);
        } catch (IOException e) {
            String folder = System.getProperty("java.io.tmpdir");
            throw new FileFailure(
                    "the temporary folder %s cannot be used; set TMPDIR to one that can be written".formatted(folder),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        FolderTree.delete(path);
        Unfinished.remove(path);
    }
}
