package restyle.plugins.host;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells what became of one plugin that the host found. */
public sealed interface PluginReport {

    /** Returns the folder or zip of the plugin; of a folder of plugins that cannot be listed, that folder. */
    Path path();

    /**
     * A plugin that can be used.
     *
     * @param preprocessors names of the preprocessors it brings
     * @param finishers names of the finishers it brings
     */
    record Loaded(Path path, PluginInfo plugin, List<String> preprocessors, List<String> finishers)
            implements PluginReport {

        public Loaded {
            preprocessors = List.copyOf(preprocessors);
            finishers = List.copyOf(finishers);
        }

        /** Returns all names it answers to, at least one. */
        public List<String> names() {
            return Stream.concat(preprocessors.stream(), finishers.stream()).toList();
        }
    }

    /**
     * A plugin that cannot be used.
     *
     * @param reason what is wrong with it and, where known, what to do; one line
     */
    record Failed(Path path, String reason) implements PluginReport {}
}
