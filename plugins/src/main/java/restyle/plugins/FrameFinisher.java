package restyle.plugins;

import java.util.List;

/**
 * Finishes the frames of one clip, in order. Used by one thread at a time; the host closes it exactly once. One that changes nothing
 * but colours is a single expression:
 *
 * <pre>{@code return (source, restyled) -> List.of(restyled.withPixels(inverted(restyled.frame().rgb())));}</pre>
 *
 * @since 0.1.0
 */
public interface FrameFinisher extends AutoCloseable {

    /**
     * Says what comes out; asked once, before the first frame. A finisher that changes the size or the frame rate overrides this, for
     * example by {@code restyled.withSize(2 * restyled.width(), 2 * restyled.height())} or {@code restyled.timesRate(2)}.
     *
     * @param restyled what {@link Finisher#open} was told
     * @return size and rate of every frame that {@link #finish} returns; its time base divides that of {@code restyled} into equal parts
     */
    default VideoFormat output(VideoFormat restyled) {
        return restyled;
    }

    /**
     * Takes the next frame and returns those that are ready now, in the order of their times: usually one, none while more frames have
     * to be seen, several where frames are put in between. Frames held back are returned later, here or by {@link #endScene}.
     *
     * @param source the source's frame that is shown at that time, at the size of {@link Clip}; it may be kept, but must not be changed
     * @param restyled what the networks, or the finisher before, made of it; it may be kept, but must not be changed
     * @return frames of the size that {@link #output} says, each at a later time than the one before, in ticks of the output's time
     *     base. Each is shown until the next one, the last until the clip ends
     * @throws Exception ends the clip; the message is shown to the user together with the plugin's name
     */
    List<FilmFrame> finish(Frame source, FilmFrame restyled) throws Exception;

    /**
     * Ends a scene: returns the frames that are held back and forgets every frame of it, so that the next one is treated as the first.
     * Called at cuts and after the last frame.
     *
     * @throws Exception as {@link #finish} does
     */
    default List<FilmFrame> endScene() throws Exception {
        return List.of();
    }

    /** Releases what {@link Finisher#open} acquired. */
    @Override
    default void close() throws Exception {}
}
