package restyle.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Files in the making: a hidden folder among their final places, into which they move when all are complete. */
final class PartialFolder implements AutoCloseable {

    private final Path target;
    private final Path path;

    /**
     * @param pattern name of a file, or of a sequence
     * @throws VideoException if nothing can be created there
     */
    PartialFolder(Path pattern) {
        target = pattern.toAbsolutePath().getParent();
        path = Leftovers.newName(pattern.toAbsolutePath());
        try {
            Files.createDirectories(path);
            path.toFile().deleteOnExit(); // where the process is told to end before the first file
        } catch (IOException e) {
            throw new VideoException(target + " cannot be written to: " + e.getMessage(), e);
        }
    }

    void write(Path name, byte[] content) {
        try {
            Files.write(path.resolve(name), content);
        } catch (IOException e) {
            throw new VideoException("%s cannot be written: %s".formatted(target.resolve(name), e.getMessage()), e);
        }
    }

    void commit() {
        try {
            for (Path file : files()) {
                Files.move(file, target.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new VideoException(target + " cannot be completed: " + e.getMessage(), e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList();
        }
    }

    /** Removes what was not committed. */
    @Override
    public void close() {
        try {
            if (Files.exists(path)) {
                for (Path file : files()) {
                    Files.delete(file);
                }
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new VideoException(path + " could not be cleaned up: " + e.getMessage(), e);
        }
    }
}
