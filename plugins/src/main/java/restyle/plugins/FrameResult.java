package restyle.plugins;

/**
 * What a preprocessor makes of a frame.
 *
 * @since 0.1.0
 */
public sealed interface FrameResult permits ControlMap, Matte {

    /** Returns pixels across, equal to the frame's. */
    int width();

    /** Returns pixels down, equal to the frame's. */
    int height();
}
