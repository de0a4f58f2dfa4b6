package restyle.pipeline.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import restyle.files.FileFailure;
import restyle.files.TemporaryNames;
import restyle.job.PixelSize;

/**
 * A folder with control maps of earlier runs, for the next run that needs the same. It may cost time, but never a run: whatever
 * is wrong with it is told, and the run goes on without it.
 *
 * @param folder made when it is needed
 * @param size of every map
 * @param notices is told, in one line each, what is wrong
 * @param shared whether other machines use it at the same time: it is then emptied by people alone
 */
record MapStore(Path folder, PixelSize size, Consumer<String> notices, boolean shared) {

    private static final String ENDING = ".maps";
    private static final Duration ABANDONED = Duration.ofDays(1);

    /** Bytes that all files of the folder may take together; the ones used longest ago make room. */
    private static final long MAX_BYTES = 4L << 30;

    /**
     * Returns kept maps, or those that are made and then kept.
     *
     * @param making starts the preprocessor
     */
    MapSource source(MapKeys.Key key, Supplier<MapSource> making) {
        Optional<Path> file = key.now().map(this::file).filter(Files::isRegularFile);
        if (file.isPresent()) {
            try {
                MapSource kept =
                        new KeptMaps(file.get(), size, shared ? Optional.empty() : Optional.of(making), notices);
                touch(file.get());
                return kept;
            } catch (IOException e) {
                notices.accept("the control maps kept in %s cannot be used (%s); making them again"
                        .formatted(file.get(), FileFailure.reason(e)));
            }
        }
        return new RecordedMaps(making.get(), this, key);
    }

    Path file(String key) {
        return folder.resolve(key + ENDING);
    }

    /** What was used last is kept longest. */
    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            // A cache that only others may write is as good.
        }
    }

    /** Deletes what killed runs left; one that is at work writes more often. */
    void removeAbandoned() throws IOException {
        TemporaryNames.removeAbandoned(folder, ABANDONED);
    }

    void makeRoom() throws IOException {
        if (shared) {
            return;
        }
        long kept = 0;
        for (Path file : files()) {
            kept += file.toFile().length();
            if (kept > MAX_BYTES) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The latest first. */
    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparingLong(
                                    (Path file) -> file.toFile().lastModified())
                            .reversed())
                    .toList();
        }
    }
}
