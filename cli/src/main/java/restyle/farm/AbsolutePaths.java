package restyle.farm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import restyle.job.Job;
import restyle.job.JobValues;
import restyle.job.options.OptionPaths;

/** Names files in options so that they do not depend on the folder in which restyle was started. */
final class AbsolutePaths {

    private AbsolutePaths() {}

    /** Makes the paths of every file that a job reads absolute, and those of other options that are paths. */
    static void in(ObjectNode options, Job job) {
        Set<String> relative = new HashSet<>();
        for (Object value : JobValues.of(job).values()) {
            if (value instanceof Path || value instanceof JobValues.Clip) {
                relative.add(value.toString());
            }
        }
        for (String option : List.of("models", "save-latents")) {
            if (options.has(option)) {
                options.put(option, absolute(options.get(option).asText()));
            }
        }
        List<PathMap.Entry> entries = relative.stream()
                .filter(path -> !Path.of(path).isAbsolute())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(path -> new PathMap.Entry(path, absolute(path)))
                .toList();
        OptionPaths.replace(options, new PathMap(entries)::of);
    }

    static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }
}
