package restyle.video;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * The frames of a clip: each exactly once, in the order in which they are shown, upright, in 8-bit RGB. Interlaced pictures
 * are made whole, high dynamic range is tone-mapped to BT.709 (BT.2390), alpha is laid over black.
 * Memory does not grow with the length of the clip. Used by one thread at a time.
 */
public interface VideoReader extends AutoCloseable {

    /**
     * Opens a video file, an image or an image sequence and decodes its first frame.
     *
     * @param source what to read, see {@link MediaPath#input}
     * @param threads how many threads may decode, at least 1
     * @param notices is told, in one line each, what the user should know although reading goes on: damaged places, pictures
     *     made whole, colours mapped
     * @throws VideoException if there is no frame to be had
     */
    static VideoReader open(MediaPath source, int threads, Consumer<String> notices) {
        return switch (source.kind()) {
            case VIDEO, IMAGE ->
                WebpHeader.read(source.path())
                        .<VideoReader>map(animated -> new WebpReader(source.path(), animated, notices))
                        .orElseGet(() -> MediaReader.open(source.path(), threads, notices));
            case SEQUENCE -> new SequenceReader(source, notices);
            case DIRECTORY -> throw new VideoException(source + " is a directory, not a clip");
        };
    }

    /**
     * Counts the frames of a source without decoding it, by reading it once. Exact for everything that is not damaged;
     * {@link VideoInfo#frames} costs nothing, but is what the file says, or an estimate.
     *
     * @throws VideoException if there is no video
     */
    static long count(MediaPath source) {
        return switch (source.kind()) {
            case VIDEO, IMAGE ->
                WebpHeader.read(source.path())
                        .map(animated -> (long) animated.durationsMillis().length)
                        .orElseGet(() -> StoredPictures.count(source.path()));
            case SEQUENCE -> SequenceFiles.of(source).files().size();
            case DIRECTORY -> throw new VideoException(source + " is a directory, not a clip");
        };
    }

    VideoInfo info();

    /**
     * Reads the next frame.
     *
     * @return empty after the last frame
     * @throws VideoException if the file cannot be read further at all; places that are merely damaged are noticed and skipped
     */
    Optional<SourceFrame> next();

    /**
     * Passes over frames faster than {@link #next} reads them; those that follow keep their numbers and times.
     *
     * @return how many there were, fewer than {@code count} only at the end
     */
    long skip(long count);

    /** Safe to call more than once. */
    @Override
    void close();
}
