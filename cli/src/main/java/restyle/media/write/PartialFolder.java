package restyle.media.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import restyle.media.TemporaryNames;
import restyle.media.VideoException;

/** Files in the making: a hidden folder among their final places, into which they move when all are complete. */
final class PartialFolder implements AutoCloseable {

    private final Path target;
    private final boolean made;
    private final Path path;

    /**
     * @param target the folder that the files will be in
     * @param name of the file, or of the sequence
     * @throws VideoException if nothing can be created there
     */
    PartialFolder(Path target, String name) {
        this.target = target;
        made = !Files.exists(target);
        path = TemporaryNames.newName(target.resolve(name));
        try {
            Files.createDirectories(path);
            path.toFile().deleteOnExit(); // where the process is told to end before the first file
        } catch (IOException e) {
            throw new VideoException(target + " cannot be written to: " + e.getMessage(), e);
        }
    }

    void write(String name, byte[] content) {
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

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
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
                if (made && isEmpty(target)) {
                    Files.delete(target);
                }
            }
        } catch (IOException e) {
            throw new VideoException(path + " could not be cleaned up: " + e.getMessage(), e);
        }
    }
}
