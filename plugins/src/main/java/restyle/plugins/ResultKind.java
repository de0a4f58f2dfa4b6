package restyle.plugins;

/**
 * The two kinds of {@link FrameResult}.
 *
 * @since 0.1.0
 */
public enum ResultKind {
    /** Feeds a ControlNet: {@link ControlMap}. */
    CONTROL_MAP,
    /** Separates subject and background: {@link Matte}. */
    MATTE
}
