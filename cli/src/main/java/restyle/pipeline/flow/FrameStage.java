package restyle.pipeline.flow;

import java.util.Iterator;
import java.util.function.Function;

/**
 * A stage of the data path, open: makes the frames that the next stage reads of those that the stage before gives. Nothing happens before
 * the frames are asked for.
 *
 * @param <A> what comes in
 * @param <B> what goes out
 */
@FunctionalInterface
public interface FrameStage<A, B> {

    /** Puts the stage behind another. */
    Iterator<B> of(Iterator<A> frames);

    /** Makes a stage of a function that turns each frame into another. */
    static <A, B> FrameStage<A, B> each(Function<A, B> function) {
        return frames -> Iterators.map(frames, function);
    }

    /** Returns a stage that hands on what comes, for a job that does not ask for this one. */
    static <A> FrameStage<A, A> none() {
        return frames -> frames;
    }
}
