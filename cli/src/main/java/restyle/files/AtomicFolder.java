package restyle.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files in the making that belong together, such as the pictures of a sequence: they are written into a hidden folder among
 * their final places and move there when all are complete, in place of those that were there before. If a move fails, all is as
 * it was.
 */
public final class AtomicFolder implements AutoCloseable {

    private static final String REPLACED = "replaced";
    private static final String NEW = "new";

    private final Path target;
    private final boolean made;
    private final Path path;

    /** Whether files that were there before are in the hidden folder, and cannot be moved back. */
    private boolean holdsOld;

    private record Move(Path from, Path to) {}

    private AtomicFolder(Path target, boolean made, Path path) {
        this.target = target;
        this.made = made;
        this.path = path;
    }

    /**
     * Begins.
     *
     * @param target the folder that the files will be in; made if it is missing
     * @param name of the files together, such as a sequence's pattern
     * @throws FileFailure if nothing can be created there
     */
    public static AtomicFolder create(Path target, String name) {
        Path folder = target.toAbsolutePath();
        boolean made = !Files.exists(folder);
        Path path = TemporaryNames.newName(folder.resolve(name));
        Unfinished.add(path);
        AtomicFolder files = new AtomicFolder(folder, made, path);
        try {
            Disk.createFolders(path.resolve(NEW));
            return files;
        } catch (IOException e) {
            files.close();
            throw new FileFailure(target, "cannot be written to", e);
        }
    }

    /** Writes one of the files. */
    public void write(String name, byte[] bytes) {
        try (WrittenFile file = WrittenFile.open(path.resolve(NEW).resolve(name))) {
            file.write(bytes);
            file.sync();
        } catch (IOException e) {
            throw new FileFailure(target.resolve(name), "cannot be written", e);
        }
    }

    /**
     * Gives the files their places.
     *
     * @param replaced tells by their names which files of the folder these take the place of; all of them go
     */
    public void commit(Predicate<String> replaced) {
        Deque<Move> done = new ArrayDeque<>();
        // From here on files of the user's may lie in it: whoever is told to end goes on moving, and deletes nothing.
        Unfinished.remove(path);
        try {
            List<Path> files = files(path.resolve(NEW));
            List<Path> old = files(target).stream()
                    .filter(file -> replaced.test(file.getFileName().toString()))
                    .toList();
            if (!old.isEmpty()) {
                Disk.createFolders(path.resolve(REPLACED));
            }
            moveAll(old, path.resolve(REPLACED), done);
            moveAll(files, target, done);
            Disk.syncFolder(target);
        } catch (IOException e) {
            throw undone(done, e);
        }
    }

    private static void moveAll(List<Path> files, Path to, Deque<Move> done) throws IOException {
        for (Path file : files) {
            Move move = new Move(file, to.resolve(file.getFileName()));
            Disk.move(move.from, move.to);
            done.push(move);
        }
    }

    /** Moves back what was moved; what cannot be is kept where it is, and named. */
    private FileFailure undone(Deque<Move> done, IOException problem) {
        List<IOException> stuck = new ArrayList<>();
        while (!done.isEmpty()) {
            Move move = done.pop();
            try {
                Disk.move(move.to, move.from);
            } catch (IOException e) {
                stuck.add(e);
            }
        }
        holdsOld = !stuck.isEmpty();
        String where = holdsOld ? "; files that were there before are in " + path.resolve(REPLACED) : "";
        FileFailure failure = new FileFailure(target, "cannot be completed" + where, problem);
        stuck.forEach(failure::addSuppressed);
        return failure;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Removes what was not committed, and what was replaced, but nothing that should have been moved back. */
    @Override
    public void close() {
        try {
            if (Files.exists(path) && !holdsOld) {
                FolderTree.delete(path);
            }
            Unfinished.remove(path);
            if (made && Files.isDirectory(target) && isEmpty(target)) {
                Files.delete(target);
            }
        } catch (IOException e) {
            throw new FileFailure(path, "could not be removed", e);
        }
    }
}
