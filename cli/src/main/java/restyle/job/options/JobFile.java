package restyle.job.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;

/**
 * A job as YAML: what {@code --dry-run} prints and {@code --job} reads.
 *
 * @param options under their long names
 * @param hashes SHA-256 by path of files as they were when the job was written; may be empty
 */
public record JobFile(JobOptions options, Map<String, String> hashes) {

    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String HASHES = "hashes";

    /** What counts where no job file is named: nothing said. */
    static JobFile none() {
        return new JobFile(new JobOptions(), Map.of());
    }

    /** @throws JobException if it is none, or has a key that is no option */
    static JobFile read(Path file) {
        try {
            JsonNode tree = OptionLayers.YAML.readTree(file.toFile());
            if (!(tree instanceof ObjectNode options)) {
                throw new IllegalArgumentException("expected option: value, a line each");
            }
            // Which clip it was is for the reader; a job file serves any clip.
            options.remove(INPUT);
            options.remove(OUTPUT);
            Map<String, String> hashes = new TreeMap<>();
            if (options.remove(HASHES) instanceof ObjectNode written) {
                written.properties()
                        .forEach(entry ->
                                hashes.put(entry.getKey(), entry.getValue().asText()));
            }
            return new JobFile(OptionLayers.options(options), hashes);
        } catch (IOException | IllegalArgumentException e) {
            throw new JobException("--job: " + file + ": " + e.getMessage());
        }
    }

    /** Notes every file that the job uses and that has changed since it was written. */
    public void checkFiles(Job job, Problems problems) {
        if (hashes.isEmpty()) {
            return;
        }
        FileHashes.of(job).forEach((path, found) -> {
            String expected = hashes.getOrDefault(path, found);
            if (!expected.equals(found)) {
                problems.add(
                        "--job: %s has changed since the job was written (sha256 %s, now %s); restore it, or take it off 'hashes'"
                                .formatted(path, expected, found));
            }
        });
    }

    public static String write(String input, String output, JobOptions options, Map<String, String> hashes) {
        ObjectNode tree = OptionLayers.YAML.createObjectNode();
        tree.put(INPUT, input);
        tree.put(OUTPUT, output);
        tree.setAll(OptionLayers.tree(options));
        tree.set(HASHES, OptionLayers.YAML.valueToTree(hashes));
        try {
            return OptionLayers.YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
