package restyle.plugins;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Turns the frames of a clip into control maps or mattes. This is the type a plugin implements: annotate the class with
 * {@link org.pf4j.Extension} and give it a public constructor without arguments.
 *
 * <p>One instance serves the whole run and holds no state of any clip; what a clip needs (networks, the last frame, counters)
 * belongs to the {@link FrameProcessor} that {@link #open} returns.
 */
public interface Preprocessor extends ExtensionPoint {

    /** What users type after {@code --control}: lower-case letters, digits and dashes, for example {@code hed}. */
    String name();

    /** One line for {@code restyle plugins list}, for example "Soft edges, white on black". */
    String summary();

    /** What the frame processors of this plugin return. */
    default ResultKind produces() {
        return ResultKind.CONTROL_MAP;
    }

    /** Whether results take so long to compute that it pays to keep them on disk for the next run with the same settings. */
    default boolean isCostly() {
        return true;
    }

    /** The settings a user may give, in the order in which help lists them; see {@link Setting}. */
    default List<Setting> settings() {
        return List.of();
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
