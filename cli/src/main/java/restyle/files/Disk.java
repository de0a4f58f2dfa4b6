package restyle.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Carries out what this package changes on a disk, one call a change, so that a test can let each of them fail. */
final class Disk {

    /** Decides whether a change fails as on a full or broken disk. */
    interface Fault {
        void before(Path path) throws IOException;
    }

    /** Fails nothing. */
    static final Fault NONE = path -> {};

    private static volatile Fault fault = NONE;

    private Disk() {}

    static void use(Fault other) {
        fault = other;
    }

    /** Fails where a test wants it to; must be called before a change that is not made here. */
    static void check(Path path) throws IOException {
        fault.before(path);
    }

    static void createFile(Path file) throws IOException {
        check(file);
        Files.createFile(file);
    }

    /** Makes a folder and those above it; one that is there is left as it is. */
    static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            check(folder);
            Files.createDirectories(folder);
        }
    }

    /** Gives a file another name in the same folder tree; what has that name is replaced. */
    static void move(Path from, Path to) throws IOException {
        check(to);
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes names in a folder outlast a loss of power, where the system can. */
    static void syncFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no folder and some network file systems cannot do this; the names are there all the same.
        }
    }
}
