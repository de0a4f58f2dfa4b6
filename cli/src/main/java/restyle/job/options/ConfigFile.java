package restyle.job.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import restyle.files.FileFailure;
import restyle.files.TextFile;
import restyle.job.JobException;
import restyle.job.Problems;

/**
 * A file of defaults: options of a job under their long names, as in a job file.
 *
 * @param path where it lies
 * @param options what it says
 * @param lines the line, from 1, in which each option stands
 */
public record ConfigFile(Path path, JobOptions options, Map<String, Integer> lines) {

    /** What belongs to one job: as a default it would name one file for all. */
    private static final Set<String> OF_ONE_JOB = Set.of("input", "output", "hashes", "save-latents", "frames");

    /**
     * Reads a file; empty if there is none.
     *
     * @param trusted whether it is the user's own; one that came with a folder of clips must not name a library to be loaded
     * @throws JobException with everything that is wrong in it, and where
     */
    static Optional<ConfigFile> read(Path path, boolean trusted) {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        Optional<ConfigFile> file = problems.check("", () -> parse(path, trusted, problems));
        problems.throwIfAny();
        return file;
    }

    /** Returns the same with some of its options alone. */
    ConfigFile only(Set<String> names) {
        ObjectNode tree = OptionLayers.tree(options);
        tree.retain(names);
        Map<String, Integer> left = new HashMap<>(lines);
        left.keySet().retainAll(names);
        return new ConfigFile(path, OptionLayers.options(tree), left);
    }

    private static ConfigFile parse(Path path, boolean trusted, Problems problems) {
        String text = text(path);
        List<JsonNode> documents;
        try {
            documents = OptionLayers.documents(text);
        } catch (IllegalArgumentException e) {
            throw new JobException("%s, %s".formatted(path, e.getMessage()), e);
        }
        if (documents.isEmpty()) {
            return new ConfigFile(path, new JobOptions(), Map.of());
        } else if (documents.size() > 1 || !(documents.get(0) instanceof ObjectNode)) {
            throw new JobException("%s, line 1: expected option: value, a line each, in one document".formatted(path));
        }
        ObjectNode tree = (ObjectNode) documents.get(0);
        Map<String, Integer> lines = OptionLayers.lines(text);
        tree.properties().forEach(entry -> {
            String where = path + ", line " + lines.get(entry.getKey());
            problems.check(where, () -> judged(entry.getKey(), entry.getValue(), trusted));
        });
        problems.throwIfAny();
        return new ConfigFile(path, OptionLayers.options(tree), lines);
    }

    private static String text(Path path) {
        try {
            return TextFile.read(path);
        } catch (FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
    }

    private static JobOptions judged(String key, JsonNode value, boolean trusted) {
        if (OF_ONE_JOB.contains(key)) {
            throw new IllegalArgumentException(key + ": belongs to one job, and cannot be a default; remove the line");
        }
        if (value.isNull()) {
            throw new IllegalArgumentException(key + ": is empty; give a value, or remove the line");
        }
        if (!trusted && key.equals("device") && value.asText().startsWith("ep:")) {
            throw new IllegalArgumentException(
                    "device: a project may not name a library to load; give --device yourself, or put it into your own"
                            + " config file");
        }
        ObjectNode one = OptionLayers.YAML.createObjectNode();
        one.set(key, value);
        return OptionLayers.options(one);
    }
}
