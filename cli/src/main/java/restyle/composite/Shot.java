package restyle.composite;

import restyle.plugins.Frame;

/**
 * A frame of a background clip.
 *
 * @param frame at the size of the composite
 * @param seconds when it is shown, on the time line of its own clip
 * @param duration how long, in seconds, above 0
 */
public record Shot(Frame frame, double seconds, double duration) {

    public Shot {
        if (!(duration > 0)) {
            throw new IllegalArgumentException("a frame that is shown for " + duration + " seconds");
        }
    }

    double end() {
        return seconds + duration;
    }
}
