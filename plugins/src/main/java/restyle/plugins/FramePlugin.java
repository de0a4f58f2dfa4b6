package restyle.plugins;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * Says what users have to know of a plugin, of whichever kind. Implement {@link Preprocessor}, whose maps steer the networks, or
 * {@link Finisher}, which changes what the networks have made: annotate the class with {@link org.pf4j.Extension} and give it a public
 * constructor without arguments.
 *
 * <p>One instance serves the whole run and holds no state of any clip; what a clip needs (networks, the last frame, counters) belongs
 * to what {@code open} returns.
 *
 * @since 0.1.0
 */
public sealed interface FramePlugin extends ExtensionPoint permits Preprocessor, Finisher {

    /** Returns what users type to ask for it: lower-case letters, digits and dashes, for example {@code hed}. */
    String name();

    /** Returns one line for {@code restyle plugins list}, for example "Soft edges, white on black". */
    String summary();

    /** Returns the settings that a user may give, in the order in which help lists them; see {@link Setting}. */
    default List<Setting> settings() {
        return List.of();
    }
}
