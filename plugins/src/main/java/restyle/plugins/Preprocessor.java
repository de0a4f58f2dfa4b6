package restyle.plugins;

/**
 * Turns the frames of a clip into control maps or mattes, before the networks see them: {@code --control NAME}. Class and name are as
 * {@link FramePlugin} says.
 *
 * @since 0.1.0
 */
public non-sealed interface Preprocessor extends FramePlugin {

    /** Returns what the frame processors of this plugin return. */
    default ResultKind produces() {
        return ResultKind.CONTROL_MAP;
    }

    /** Tells whether results take so long to compute that it pays to keep them on disk for the next run with the same settings. */
    default boolean isCostly() {
        return true;
    }

    /**
     * Starts work on one clip. Called before the first frame is read, so a missing or wrong model file should be reported here.
     *
     * @param clip size and rate of the frames that will come, and what may be used to compute
     * @param settings a value for every entry of {@link #settings()}; model files are resolved to paths that exist
     * @throws Exception if the clip cannot be processed; the message is shown to the user together with the plugin's name
     */
    FrameProcessor open(Clip clip, Settings settings) throws Exception;
}
