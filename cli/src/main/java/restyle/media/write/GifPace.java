package restyle.media.write;

import restyle.media.Rational;

/**
 * Which frames a GIF can show: it counts in 1/100 s, and viewers take anything below 2/100 s for 1/10 s. What is too fast for that
 * is left out, so that the rest is on time.
 */
final class GifPace {

    /** What a GIF counts in. */
    static final Rational UNIT = new Rational(1, 100);

    private static final long MIN_DELAY = 2;

    private final Rational timeBase;
    private long last = Long.MIN_VALUE;

    /** @param timeBase what the times of frames count in */
    GifPace(Rational timeBase) {
        this.timeBase = timeBase;
    }

    /** Returns whether there is time to show a frame after the last one that was shown. */
    boolean shows(long ticks) {
        long time = timeBase.convert(ticks, UNIT);
        if (last != Long.MIN_VALUE && time - last < MIN_DELAY) {
            return false;
        }
        last = time;
        return true;
    }

    /** Returns how long the last frame is shown, in 1/100 s, if it ends there. */
    long untilEnd(long ticks) {
        return Math.max(MIN_DELAY, timeBase.convert(ticks, UNIT) - last);
    }
}
