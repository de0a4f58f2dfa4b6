package restyle.plugins.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.pf4j.DefaultVersionManager;

/** The version of restyle that plugins meet. */
record HostVersion(String text) {

    /** The version this program was built as. */
    static HostVersion current() {
        Properties properties = new Properties();
        try (InputStream in = HostVersion.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HostVersion(properties.getProperty("version"));
    }

    /** Refuses a plugin that was made for other versions. A bare {@code x.y.z} asks for that version or a newer one. */
    void check(PluginInfo plugin) {
        String range = plugin.requires().matches("\\d+\\.\\d+\\.\\d+") ? ">=" + plugin.requires() : plugin.requires();
        if (!satisfies(range)) {
            throw new PluginException(
                    "%s needs restyle %s, this is restyle %s: update restyle, or install a version of %s made for it"
                            .formatted(plugin, range, text, plugin.id()));
        }
    }

    private boolean satisfies(String range) {
        // A snapshot of 0.2.0 has everything that 0.2.0 will have, though semantic versioning sorts it before.
        String release = text.replaceFirst("-.*", "");
        try {
            return new DefaultVersionManager().checkVersionConstraint(release, range);
        } catch (RuntimeException e) {
            throw new PluginException(
                    "%s: plugin.requires: expected versions such as 0.1.0 or >=0.1.0 & <1.0.0, found '%s'"
                            .formatted(PluginInfo.FILE, range),
                    e);
        }
    }
}
