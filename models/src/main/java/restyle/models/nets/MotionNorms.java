package restyle.models.nets;

import java.util.Locale;

/** Over what the group normalisations of motion modules take their statistics. */
public enum MotionNorms {
    /** Over all frames of the window together, as diffusers does. */
    WINDOW,
    /** Over each frame by itself, as AnimateDiff's own code does. */
    FRAME,
    /**
     * As {@link #FRAME}, while the UNet's resnets and last layer take theirs over the whole window: AnimateDiff's own code for modules of
     * version 1, which were trained so.
     */
    FRAME_VERSION_1;

    /** Finds a rule by the name that users know it by: {@code window} or {@code frame}. */
    public static MotionNorms of(String name) {
        return switch (name) {
            case "window" -> WINDOW;
            case "frame" -> FRAME;
            default -> throw new IllegalArgumentException("expected window or frame, found '" + name + "'");
        };
    }

    boolean areOverWindow() {
        return this == WINDOW;
    }

    boolean tieResnets() {
        return this == FRAME_VERSION_1;
    }

    /** Returns the name that {@link #of} takes. */
    @Override
    public String toString() {
        return this == WINDOW ? "window" : FRAME.name().toLowerCase(Locale.ROOT);
    }
}
