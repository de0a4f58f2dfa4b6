package restyle.plugins.host;

import java.util.List;
import restyle.plugins.Setting;

/** A preprocessor or finisher that came with a plugin; what it says about itself was asked once and checked. */
public sealed interface HostedPlugin permits PluginPreprocessor, PluginFinisher {

    /** Returns what the plugin says about itself: id, version and so on. */
    PluginInfo plugin();

    /**
     * Returns the SHA-256 of everything in the plugin's folder, as 64 hexadecimal digits: what it computes may differ wherever this
     * differs, whatever its version says. The same for a plugin zip and for the folder that it is installed to. Read from disk when asked
     * for the first time.
     *
     * @throws PluginException if its files cannot be read
     */
    String digest();

    /** Returns what users type to ask for it. */
    String name();

    /** Returns one line that says what it does. */
    String summary();

    /** Returns the settings that it declares. */
    List<Setting> settings();

    /** Returns {@code preprocessor} or {@code finisher}. */
    String kind();
}
