package restyle.media.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import restyle.media.TemporaryNames;
import restyle.media.VideoException;

/** A file in the making: a hidden name beside its final one, which it takes in one step when it is complete. */
public final class PartialFile implements AutoCloseable {

    private final Path target;
    private final Path path;

    /** @throws VideoException if nothing can be created there */
    public PartialFile(Path target) {
        this.target = target;
        path = TemporaryNames.newName(target);
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.createFile(path);
            path.toFile().deleteOnExit(); // where the process is told to end while it cannot close this
        } catch (IOException e) {
            throw failure("cannot be created", e);
        }
    }

    /** Where to write. */
    public Path path() {
        return path;
    }

    /** Gives the file its final name; what had it is replaced in one step. */
    public void commit() {
        try {
            try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            move();
        } catch (IOException e) {
            throw failure("cannot be completed", e);
        }
    }

    private void move() throws IOException {
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private VideoException failure(String what, IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null
                ? f.getReason()
                : e.getClass().getSimpleName() + " " + e.getMessage();
        return new VideoException("%s %s: %s".formatted(target, what, reason), e);
    }

    /** Removes the file unless it has its final name. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw failure("could not be cleaned up", e);
        }
    }
}
