package restyle.plugins;

/**
 * Changes restyled frames before they are written: {@code --finish NAME}. Sharpening, grain and colour give each frame back at its own
 * size and time; an upscaler gives it back larger, an interpolator puts more frames in between. Class and name are as
 * {@link FramePlugin} says.
 *
 * @since 0.1.0
 */
public non-sealed interface Finisher extends FramePlugin {

    /**
     * Starts work on one clip. Called before the first frame is read, so a missing or wrong model file should be reported here.
     *
     * @param clip size and rate of the source's frames, and what may be used to compute
     * @param restyled size, rate and time base of the restyled frames that will come; their size need not be that of the source's
     * @param settings a value for every entry of {@link #settings()}; model files are resolved to paths that exist
     * @throws Exception if the clip cannot be finished; the message is shown to the user together with the plugin's name
     */
    FrameFinisher open(Clip clip, VideoFormat restyled, Settings settings) throws Exception;
}
