package restyle.catalogue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import restyle.files.Home;

/**
 * What restyle keeps to be faster the next time, and makes again where it is missing.
 *
 * @param folders whose content can go; links in them are removed, not followed
 */
public record Caches(List<Path> folders) {

    /** Lists control maps, and weights with LoRAs in them. */
    public static Caches of(Home home) {
        return new Caches(List.of(home.mapCache(), home.weightsCache()));
    }

    /**
     * Adds up a folder, and empties it if that is wanted.
     *
     * @return bytes in its files
     * @throws CatalogueException if something in it cannot be removed
     */
    public static long clean(Path folder, boolean remove) {
        Cleaning cleaning = new Cleaning(folder, remove);
        try {
            if (Files.isDirectory(folder)) {
                Files.walkFileTree(folder.toRealPath(), cleaning);
            }
            return cleaning.bytes;
        } catch (IOException e) {
            throw new CatalogueException(folder + " cannot be emptied: " + e, e);
        }
    }

    private static final class Cleaning extends SimpleFileVisitor<Path> {
        private final Path root;
        private final boolean remove;
        private long bytes;

        Cleaning(Path root, boolean remove) {
            this.root = root;
            this.remove = remove;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            if (remove) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (remove && !folder.equals(root.toRealPath())) {
                Files.deleteIfExists(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
