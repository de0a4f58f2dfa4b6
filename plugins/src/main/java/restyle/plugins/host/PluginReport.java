package restyle.plugins.host;

import java.nio.file.Path;
import java.util.List;

/** What became of one plugin that the host found. */
public sealed interface PluginReport {

    /** Folder or zip of the plugin. */
    Path path();

    /**
     * A plugin that can be used.
     *
     * @param preprocessors the names it answers to, at least one
     */
    record Loaded(Path path, PluginInfo plugin, List<String> preprocessors) implements PluginReport {

        public Loaded {
            preprocessors = List.copyOf(preprocessors);
        }
    }

    /**
     * A plugin that cannot be used.
     *
     * @param reason what is wrong with it and, where known, what to do; one line
     */
    record Failed(Path path, String reason) implements PluginReport {}
}
