package restyle.media;

import java.util.Optional;

/**
 * The frames of a clip: each exactly once, in the order in which they are shown, upright, in 8-bit RGB. Interlaced pictures
 * are made whole, high dynamic range is tone-mapped to BT.709 (BT.2390), alpha is laid over black.
 * Memory does not grow with the length of the clip. Used by one thread at a time.
 */
public interface VideoReader extends AutoCloseable {

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

    /** Closes it; safe to call more than once. */
    @Override
    void close();
}
