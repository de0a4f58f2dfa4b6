package restyle.models.check.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The options that a run was given.
 *
 * @param values of each option, in the order given, by its name; an option that is not here was not given
 */
public record RunOptions(Map<String, List<String>> values) {
    /** No options at all. */
    public static final RunOptions NONE = new RunOptions(Map.of());

    public RunOptions {
        values = Map.copyOf(values);
    }

    /** Tells whether an option was given. */
    boolean has(RunOption option) {
        return values.containsKey(option.name());
    }

    /** Returns the value of an option that is given at most once. */
    Optional<String> text(RunOption option) {
        return texts(option).stream().findFirst();
    }

    /** Returns all values of an option, in the order given. */
    List<String> texts(RunOption option) {
        return values.getOrDefault(option.name(), List.of());
    }

    /** Returns the file that an option names. */
    Optional<Path> path(RunOption option) {
        return text(option).map(Path::of);
    }

    /** Returns all files that an option names, each with its scale. */
    List<ScaledFile> scaled(RunOption option, float defaultScale) {
        return texts(option).stream()
                .map(text -> ScaledFile.parse(text, defaultScale))
                .toList();
    }
}
