package restyle.plugins.host;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import restyle.plugins.FramePlugin;
import restyle.plugins.Setting;

/**
 * Where an extension of a plugin comes from, and what it says about itself.
 *
 * @param plugin that it came with
 * @param loader of the plugin's classes
 * @param digest of the plugin's folder
 * @param name as users type it
 * @param summary one line
 * @param settings that it declares
 */
record Origin(
        PluginInfo plugin,
        ClassLoader loader,
        PluginDigest digest,
        String name,
        String summary,
        List<Setting> settings) {

    /** Asks an extension for what it says about itself: runs code of the plugin. */
    static Origin of(PluginInfo plugin, ClassLoader loader, PluginDigest digest, FramePlugin extension) {
        return new Origin(
                plugin,
                loader,
                digest,
                Objects.requireNonNull(extension.name(), "name() is null"),
                Objects.requireNonNull(extension.summary(), "summary() is null"),
                List.copyOf(extension.settings()));
    }

    /** Refuses what users could not type or read. */
    void check() {
        require(name.matches("[a-z0-9][a-z0-9-]*"), "name '%s': expected lower-case letters, digits and dashes", name);
        require(!summary.isBlank() && summary.lines().count() == 1, "summary '%s': expected one line", summary);
        List<String> names = settings.stream().map(Setting::name).toList();
        require(names.stream().distinct().count() == names.size(), "two settings of one name among %s", names);
    }

    /** Refuses the plugin unless something holds. */
    void require(boolean holds, String problem, Object... values) {
        if (!holds) {
            throw new PluginException("plugin %s: %s".formatted(plugin, problem.formatted(values)));
        }
    }

    /** Makes a thread for code of the plugin. */
    PluginThread thread(Consumer<String> notices) {
        return new PluginThread(label(), loader, PluginThread.Patience.DEFAULT, notices);
    }

    /** Names it in messages: the plugin's id and version, and the extension's name where that differs. */
    private String label() {
        return plugin.id().equals(name) ? plugin.toString() : plugin + " (" + name + ")";
    }
}
