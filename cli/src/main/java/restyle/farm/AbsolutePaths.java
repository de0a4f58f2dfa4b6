package restyle.farm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import restyle.job.Job;
import restyle.job.JobValues;

/** Names files in options so that they do not depend on the folder in which restyle was started. */
final class AbsolutePaths {

    /** Options that are text, even where it looks like a path. */
    private static final Set<String> TEXTS = Set.of("prompt", "negative");

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
        replace(options, new PathMap(entries)::of);
    }

    static String absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    /** Replaces every text that may hold a path. */
    static void replace(ObjectNode options, UnaryOperator<String> mapping) {
        List<String> names = new ArrayList<>();
        options.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = options.get(name);
            if (value.isTextual() && !TEXTS.contains(name)) {
                options.put(name, mapping.apply(value.asText()));
            } else if (value.isArray()) {
                List<JsonNode> items = new ArrayList<>();
                value.forEach(item -> items.add(TextNode.valueOf(mapping.apply(item.asText()))));
                options.putArray(name).addAll(items);
            }
        }
    }
}
