package restyle.cli.report;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** How fast a run makes frames, and how long it will take. Frames that an interrupted run had finished count for neither. */
final class Pace {

    private final long frames;
    private final long finished;
    private final LongSupplier nanoTime;
    private long written;
    private long began;
    private long last;

    /**
     * @param frames that will be written, or -1 if nobody knows
     * @param finished how many of them an interrupted run had finished
     * @param nanoTime see {@link System#nanoTime}
     */
    Pace(long frames, long finished, LongSupplier nanoTime) {
        this.frames = frames;
        this.finished = finished;
        this.nanoTime = nanoTime;
    }

    /** Notes that frames begin to flow. */
    synchronized void begin() {
        began = nanoTime.getAsLong();
        last = began;
    }

    synchronized void written(long count) {
        written = count;
        last = nanoTime.getAsLong();
        if (count <= finished) {
            began = last;
        }
    }

    synchronized long written() {
        return written;
    }

    /** Returns how many will be written, or -1. */
    long frames() {
        return frames;
    }

    /** Returns the frames per second; empty until there is a frame that this run has made. */
    synchronized OptionalDouble framesPerSecond() {
        return written <= finished
                ? OptionalDouble.empty()
                : OptionalDouble.of((written - finished) * 1e9 / Math.max(1, last - began));
    }

    /** Returns the seconds from now on; windows end many frames at once, so it is reckoned from the last frame. */
    synchronized OptionalDouble secondsLeft() {
        OptionalDouble rate = framesPerSecond();
        if (frames < 0 || rate.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sinceLast = (nanoTime.getAsLong() - last) / 1e9;
        return OptionalDouble.of(Math.max(0, (frames - written) / rate.getAsDouble() - sinceLast));
    }
}
