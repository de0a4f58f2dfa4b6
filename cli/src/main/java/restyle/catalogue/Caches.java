package restyle.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import restyle.files.FileFailure;
import restyle.files.FolderTree;
import restyle.files.Home;

/**
 * What restyle keeps to be faster the next time, and makes again where it is missing.
 *
 * @param folders whose content can go; links in them are removed, not followed
 */
public record Caches(List<Path> folders) {

    /** Lists the folders of control maps, and of weights with LoRAs in them. */
    public static Caches of(Home home) {
        return new Caches(List.of(home.mapCache(), home.weightsCache()));
    }

    /**
     * Adds up what is in a folder, and empties it if that is wanted.
     *
     * @return bytes in its files
     * @throws FileFailure if something in it cannot be removed
     */
    public static long clean(Path folder, boolean remove) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> list = Files.list(folder)) {
            long bytes = 0;
            for (Path entry : list.toList()) {
                bytes += size(entry);
                if (remove) {
                    FolderTree.delete(entry);
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new FileFailure(folder, "cannot be emptied", e);
        }
    }

    private static long size(Path entry) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> !Files.isSymbolicLink(path))
                    .toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
