package restyle.job.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import restyle.job.JobException;
import restyle.job.OutputBusyException;

/**
 * The user's own defaults: the config file of the project over that of the user. Only jobs that are typed have them; a job file says
 * all that it means, so that it repeats the same job anywhere.
 *
 * @param files those that there are, the nearest first
 */
public record Config(List<ConfigFile> files) {

    public Config {
        files = List.copyOf(files);
    }

    /** Returns defaults of nobody. */
    public static Config none() {
        return new Config(List.of());
    }

    /**
     * Reads the files that there are.
     *
     * @param project in the folder where the command was typed
     * @param user in the user's folder for settings
     * @throws JobException naming file and line of everything that is wrong
     */
    public static Config read(Path project, Path user) {
        List<ConfigFile> found = new ArrayList<>();
        ConfigFile.read(project, false).ifPresent(found::add);
        ConfigFile.read(user, true).ifPresent(found::add);
        return new Config(found);
    }

    /** Returns all that the files say. */
    JobOptions options() {
        JobOptions all = new JobOptions();
        for (ConfigFile file : files) {
            all = OptionLayers.over(all, file.options());
        }
        return all;
    }

    /** Returns the same for a command that has some of the options; files that say none of them are left out. */
    public Config only(Set<String> names) {
        return new Config(files.stream()
                .map(file -> file.only(names))
                .filter(file -> !file.lines().isEmpty())
                .toList());
    }

    /** Returns what was typed, over what the files say. */
    public JobOptions below(JobOptions typed) {
        return OptionLayers.over(typed, options());
    }

    /** Returns what the files say, by option, as it would stand in one of them. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        OptionLayers.tree(options())
                .properties()
                .forEach(entry -> values.put(entry.getKey(), OptionLayers.inOneLine(entry.getValue())));
        return values;
    }

    /** Says where an option comes from, as {@code FILE, line N}; empty if no file has it. */
    public Optional<String> origin(String option) {
        return files.stream()
                .filter(file -> file.lines().containsKey(option))
                .findFirst()
                .map(file -> file.path() + ", line " + file.lines().get(option));
    }

    /** Returns the paths of the files. */
    public List<Path> paths() {
        return files.stream().map(ConfigFile::path).toList();
    }

    /**
     * Takes a step that judges options.
     *
     * @param typed what did not come from the files
     * @throws JobException with the step's problems; one with a value that the user did not type says where that stands
     */
    public <T> T locate(JobOptions typed, Supplier<T> step) {
        try {
            return step.get();
        } catch (OutputBusyException e) {
            throw e;
        } catch (JobException e) {
            throw new JobException(e.problems().stream()
                    .map(problem -> located(problem, typed))
                    .toList());
        }
    }

    /** Rewrites a problem with an option, such as {@code --size: ...}, that the user did not type: it says where it stands. */
    private String located(String problem, JobOptions typed) {
        if (!problem.startsWith("--")) {
            return problem;
        }
        String option = problem.substring(2).split("[: =]", 2)[0];
        return OptionLayers.tree(typed).has(option)
                ? problem
                : origin(option)
                        .map(origin -> origin + ": " + problem.substring(2))
                        .orElse(problem);
    }
}
