package restyle.plugins;

import java.util.ArrayList;
import java.util.List;

/**
 * Processes the frames of one clip, in order. Used by one thread at a time; the host closes it exactly once.
 *
 * @since 0.1.0
 */
public interface FrameProcessor extends AutoCloseable {

    /** More frames than this would take too much memory together. */
    int MAX_BATCH = 64;

    /**
     * Computes the result for the next frame.
     *
     * @param frame the next frame of the clip, at the size of {@link Clip}; it may be kept, but must not be changed
     * @return a result of the frame's own width and height, of the kind that {@link Preprocessor#produces()} promised
     * @throws Exception ends the clip; the message is shown to the user together with the plugin's name
     */
    FrameResult process(Frame frame) throws Exception;

    /**
     * Tells how many frames of a scene {@link #processAll} is given together, 1 to {@value #MAX_BATCH}: more than one where a network computes
     * several at once, or where what becomes of a frame depends on those after it. Asked once, before the first frame.
     */
    default int batch() {
        return 1;
    }

    /**
     * Computes the results for the next frames, in order.
     *
     * @param frames of one scene: {@link #batch} of them, counted from where the scene begins, or what is left of it. Where work begins inside
     *     of a scene, lists may be shorter
     * @return a result for each, as {@link #process} would return it
     * @throws Exception ends the clip; the message is shown to the user together with the plugin's name
     */
    default List<FrameResult> processAll(List<Frame> frames) throws Exception {
        List<FrameResult> results = new ArrayList<>();
        for (Frame frame : frames) {
            results.add(process(frame));
        }
        return results;
    }

    /** Forgets every earlier frame: the next one begins a new scene. Called at cuts, never before the first frame. */
    default void reset() {}

    /** Releases what {@link Preprocessor#open} acquired. */
    @Override
    default void close() throws Exception {}
}
