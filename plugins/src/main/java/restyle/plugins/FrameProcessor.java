package restyle.plugins;

/**
 * Processes the frames of one clip, in order. Used by one thread at a time; the host closes it exactly once.
 *
 * @since 0.1.0
 */
public interface FrameProcessor extends AutoCloseable {

    /**
     * Computes the result for the next frame.
     *
     * @param frame the next frame of the clip, at the size of {@link Clip}; it may be kept, but must not be changed
     * @return a result of the frame's own width and height, of the kind that {@link Preprocessor#produces()} promised
     * @throws Exception ends the clip; the message is shown to the user together with the plugin's name
     */
    FrameResult process(Frame frame) throws Exception;

    /** Forgets every earlier frame: the next one begins a new scene. Called at cuts, never before the first frame. */
    default void reset() {}

    /** Releases what {@link Preprocessor#open} acquired. */
    @Override
    default void close() throws Exception {}
}
