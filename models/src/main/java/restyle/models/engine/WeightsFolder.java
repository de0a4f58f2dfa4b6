package restyle.models.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of kept weights: nothing in it is needed, it only saves the time of computing it again. */
final class WeightsFolder {
    static final String ENDING = ".safetensors";
    static final String PART = ".part";

    /** A file that another process is writing grows all the time. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** Bytes that all files together may take, but that one may always be there; the ones used longest ago make room. */
    private static final long MAX_BYTES = 8L << 30;

    private WeightsFolder() {}

    /**
     * Removes what interrupted runs have left, and old files where a new one needs their place. What others remove meanwhile has no size.
     *
     * @param file the new one
     * @param bytes its size
     * @throws IOException if the disk has no room for it even so
     */
    static synchronized void makeRoom(Path file, long bytes) throws IOException {
        Path folder = file.getParent();
        for (Path part : list(folder, PART)) {
            if (part.toFile().lastModified() < Instant.now().minus(ABANDONED).toEpochMilli()) {
                Files.deleteIfExists(part);
            }
        }
        List<Path> oldest = list(folder, ENDING);
        long kept = bytes;
        for (Path other : oldest) {
            kept += other.toFile().length();
        }
        for (Path other : oldest) {
            if (kept > MAX_BYTES || bytes > folder.toFile().getUsableSpace()) {
                kept -= other.toFile().length();
                delete(other);
            }
        }
        long free = folder.toFile().getUsableSpace();
        if (bytes > free) {
            throw new IOException("the disk has only %d MB free; make room there".formatted(free >> 20));
        }
    }

    /** Deletes a file, unless another process holds it, as on Windows it may: then it goes the next time. */
    private static void delete(Path file) {
        file.toFile().delete();
    }

    /** Lists the files of a kind, the one used longest ago first. */
    private static List<Path> list(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
        }
    }
}
