package restyle.job.options;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import restyle.files.Home;

/**
 * Who said what of the options of a job, in the order in which {@link LayeredOptions} lays them.
 *
 * @param commandLine what was typed
 * @param written document of a job file
 * @param config the user's defaults
 * @param layered what came of it
 * @param home where the styles are
 */
public record OptionOrigins(JobOptions commandLine, JobFile written, Config config, LayeredOptions layered, Home home) {

    private static final String BUILT_IN = "built in";

    /** Returns each option as it would stand in a job file, {@code option: value}, and where the value comes from. */
    public Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        OptionLayers.tree(layered.options())
                .properties()
                .forEach(entry -> lines.put(
                        entry.getKey() + ": " + OptionLayers.inOneLine(entry.getValue()), origin(entry.getKey())));
        return lines;
    }

    private String origin(String option) {
        boolean styleIsNear = has(commandLine, "style") || has(written.options(), "style");
        Optional<Style> style = style().filter(found -> has(found.options(), option));
        Optional<String> own = written.file().isPresent() ? Optional.empty() : config.origin(option);
        if (has(commandLine, option)) {
            return "command line";
        } else if (has(written.options(), option)) {
            return written.where();
        } else if (own.isPresent() && !(styleIsNear && style.isPresent())) {
            return own.get();
        }
        return style.map(found -> "style '" + found.name() + "'").orElse(BUILT_IN);
    }

    private Optional<Style> style() {
        String name = layered.options().style;
        return Optional.ofNullable(name)
                .map(found -> Styles.of(Path.of(layered.options().model), home).named(found));
    }

    private static boolean has(JobOptions options, String option) {
        return OptionLayers.tree(options).has(option);
    }
}
