package restyle.composite;

import java.util.Optional;

/** One pass through a clip or image that stands in the background. */
public interface Footage extends AutoCloseable {

    /** Returns the next frame in the order in which they are shown; empty after the last. */
    Optional<Shot> next();

    /** Closes it; safe to call more than once. */
    @Override
    void close();

    /** Opens footage, as often as it is asked to, always from the start. */
    @FunctionalInterface
    interface Opening {
        Footage open();
    }
}
