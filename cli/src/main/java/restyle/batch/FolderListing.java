package restyle.batch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists the files below a folder, without hidden ones and without results of earlier runs. What is in it and cannot be listed, such as
 * lost+found at the root of a disk, is passed over and named.
 */
final class FolderListing extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Optional<Path> results;
    private final List<Path> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private FolderListing(Path root, Optional<Path> output) {
        this.root = root;
        results = output.map(FolderListing::whole).filter(folder -> !folder.equals(whole(root)));
    }

    /**
     * Lists a folder.
     *
     * @param depth how many folders deep, 1 for the folder alone
     * @param output folder that is passed over unless it is the root itself
     * @throws IOException if the folder itself cannot be listed
     */
    static FolderListing of(Path root, int depth, Optional<Path> output) throws IOException {
        FolderListing listing = new FolderListing(root, output);
        Files.walkFileTree(root, Set.of(), depth, listing);
        return listing;
    }

    /** Returns the regular files and links to such, sorted. */
    List<Path> files() {
        return files.stream().sorted().toList();
    }

    /** Returns what was passed over, one line each. */
    List<String> notes() {
        return notes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean skipped = !folder.equals(root)
                && (isHidden(folder) || results.isPresent() && whole(folder).equals(results.get()));
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (!isHidden(file) && Files.isRegularFile(file)) {
            files.add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
        if (path.equals(root)) {
            throw e;
        }
        notes.add("%s is passed over: %s".formatted(path, reason(e)));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) {
        if (e != null) {
            notes.add("%s is listed in part only: %s".formatted(folder, reason(e)));
        }
        return FileVisitResult.CONTINUE;
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to read it";
        }
        return e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.toString();
    }

    private static boolean isHidden(Path path) {
        return path.getFileName() != null && path.getFileName().toString().startsWith(".");
    }

    private static Path whole(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
