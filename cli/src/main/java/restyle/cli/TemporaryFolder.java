package restyle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import restyle.job.JobException;

/**
 * A folder that is gone when it is closed.
 *
 * @param path the folder
 */
record TemporaryFolder(Path path) implements AutoCloseable {

    /** @throws JobException if the system's temporary folder cannot be used */
    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("restyle-"));
        } catch (IOException e) {
            throw new JobException("the temporary folder %s cannot be used; set TMPDIR to a folder that can be written"
                    .formatted(System.getProperty("java.io.tmpdir")));
        }
    }

    @Override
    public void close() throws IOException {
        List<Path> inside;
        try (Stream<Path> files = Files.walk(path)) {
            inside = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : inside) {
            Files.delete(file);
        }
    }
}
