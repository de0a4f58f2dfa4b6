package restyle.media;

import restyle.plugins.Frame;

/**
 * Makes a clip of frames. Nothing appears under its final name before {@link #commit}; what a file of that name held is then
 * replaced in one step. Closing without commit leaves nothing behind. Used by one thread at a time.
 */
public interface VideoWriter extends AutoCloseable {

    /**
     * Adds the next frame.
     *
     * @param frame of the source's upright size
     * @param ticks when it is shown, in units of the source's {@link VideoInfo#timeBase}, on the source's time line; later than
     *     the frame before
     * @param durationTicks how long it is shown; counts for the last frame, the others are shown until the next
     * @throws VideoException if it cannot be written, for example because the disk is full
     */
    void write(Frame frame, long ticks, long durationTicks);

    /** Completes the clip and gives it its final name. Nothing can be written afterwards. */
    void commit();

    /** Removes what was written unless it was committed. Safe to call more than once. */
    @Override
    void close();
}
