package restyle.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in the making: it is written under a hidden name beside its final one, which it takes in one step when it is complete.
 * Whatever fails leaves what had that name as it was.
 */
public final class AtomicFile implements AutoCloseable {

    private final Path target;
    private final Path path;
    private final WrittenFile content;

    private AtomicFile(Path target, Path path, WrittenFile content) {
        this.target = target;
        this.path = path;
        this.content = content;
    }

    /**
     * Begins a file; folders above it that are missing are made.
     *
     * @throws FileFailure if nothing can be created there
     */
    public static AtomicFile create(Path target) {
        Path path = TemporaryNames.newName(target.toAbsolutePath());
        Unfinished.add(path);
        try {
            Disk.createFolders(path.getParent());
            Disk.createFile(path);
            return new AtomicFile(target, path, WrittenFile.open(path));
        } catch (IOException e) {
            FileFailure failure = new FileFailure(target, "cannot be created", e);
            discard(path, failure);
            throw failure;
        }
    }

    /** Writes a whole file of bytes in one step. */
    public static void write(Path target, byte[] bytes) {
        try (AtomicFile file = create(target)) {
            file.content.write(bytes);
            file.commit();
        } catch (IOException e) {
            throw new FileFailure(target, "cannot be written", e);
        }
    }

    /** Writes a whole text file in one step, as UTF-8 without a byte order mark. */
    public static void write(Path target, String text) {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns where it is until it is complete. */
    public Path path() {
        return path;
    }

    /** Returns what to write to; it is closed with this. */
    public WrittenFile content() {
        return content;
    }

    /**
     * Gives the file its final name; what had it is replaced in one step.
     *
     * @throws FileFailure if that is not possible; the file is then as little there as before
     */
    public void commit() {
        commit(target);
    }

    /** Gives the file a name in the same folder that was not known when it was begun. */
    public void commit(Path name) {
        try {
            content.sync();
            content.close();
            Disk.move(path, name);
            Unfinished.remove(path);
            Disk.syncFolder(path.getParent());
        } catch (IOException e) {
            throw new FileFailure(name, "cannot be completed", e);
        }
    }

    /**
     * Removes the file unless it has its final name.
     *
     * @throws FileFailure if it cannot be removed
     */
    @Override
    public void close() {
        try {
            content.close();
            Files.deleteIfExists(path);
            Unfinished.remove(path);
        } catch (IOException e) {
            throw new FileFailure(path, "could not be removed", e);
        }
    }

    private static void discard(Path path, FileFailure failure) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        Unfinished.remove(path);
    }
}
