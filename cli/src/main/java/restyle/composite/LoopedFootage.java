package restyle.composite;

import java.util.Optional;
import restyle.plugins.Frame;

/**
 * Footage without an end: a clip begins again when it is over, an image stays. What is shown is a function of time alone, so frame
 * rates need not agree and work can begin anywhere. Used by one thread.
 */
final class LoopedFootage implements AutoCloseable {

    /** How much too early a frame may be shown, in seconds: containers round times, to a millisecond at worst. */
    private static final double EARLY = 0.001;

    private final Footage.Opening opening;
    private Footage pass;
    private long passes;
    private double length;
    private double firstSeconds;
    private Shot shown;
    private Optional<Shot> next;

    LoopedFootage(Footage.Opening opening) {
        this.opening = opening;
        start();
    }

    /**
     * Returns the frame that is shown at a time.
     *
     * @param seconds since the first frame was shown; never less than in the call before
     */
    Frame at(double seconds) {
        while (!isStill() && endOfShown() <= seconds + EARLY) {
            if (next.isPresent()) {
                shown = next.get();
                next = pass.next();
            } else {
                length = shown.end() - firstSeconds;
                passes = Math.max(passes + 1, (long) ((seconds + EARLY) / length));
                close();
                start();
            }
        }
        return shown.frame();
    }

    private boolean isStill() {
        return next.isEmpty() && shown.seconds() == firstSeconds;
    }

    /** When another frame takes the place of {@link #shown}. */
    private double endOfShown() {
        double end = next.isPresent() ? next.get().seconds() : shown.end();
        return passes * length + end - firstSeconds;
    }

    private void start() {
        pass = opening.open();
        try {
            shown = pass.next().orElseThrow(() -> new IllegalStateException("the background has no frames"));
            firstSeconds = shown.seconds();
            next = pass.next();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        pass.close();
    }
}
