package restyle.plugins;

/** What a preprocessor makes of a frame. */
public sealed interface FrameResult permits ControlMap, Matte {

    /** Pixels, equal to the frame's. */
    int width();

    /** Pixels, equal to the frame's. */
    int height();
}
