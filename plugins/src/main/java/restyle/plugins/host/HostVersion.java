package restyle.plugins.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.pf4j.DefaultVersionManager;

/**
 * The version of restyle that plugins meet.
 *
 * @param text a semantic version
 */
public record HostVersion(String text) {

    /** Reads the version that this program was built as. */
    public static HostVersion current() {
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
        if (!satisfies(plugin.requires())) {
            throw refusal(plugin.toString(), plugin.id(), plugin.requires());
        }
    }

    /** Says that a plugin, of some version, is not for this version of restyle. */
    public PluginException refusal(String plugin, String id, String requires) {
        return new PluginException(
                "%s needs restyle %s, this is restyle %s: install that restyle, or a version of %s made for this one"
                        .formatted(plugin, range(requires), text, id));
    }

    private static String range(String requires) {
        return requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
    }

    /**
     * Tells whether a plugin is for this version.
     *
     * @param requires as in {@link PluginInfo#requires}
     * @throws PluginException if that is not of its form
     */
    public boolean satisfies(String requires) {
        String range = range(requires);
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
