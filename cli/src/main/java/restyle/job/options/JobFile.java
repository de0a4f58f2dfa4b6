package restyle.job.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import restyle.files.FileFailure;
import restyle.files.TextFile;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Problems;

/**
 * A job as a YAML document: what {@code --dry-run} prints and {@code --job} reads. A file holds one document a clip.
 *
 * @param where file, and number of the document where there are several, for messages
 * @param file that it was read from
 * @param input the clip it was written for, if it says so
 * @param output where that clip's result went, if it says so
 * @param options under their long names
 * @param hashes SHA-256 of files, by path or as {@link BundledModels} are named, as they were when the job was written; may be empty
 */
public record JobFile(
        String where,
        Optional<Path> file,
        Optional<String> input,
        Optional<String> output,
        JobOptions options,
        Map<String, String> hashes) {

    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String HASHES = "hashes";

    /** Returns what counts where no job file is named: nothing said. */
    public static JobFile none() {
        return new JobFile("", Optional.empty(), Optional.empty(), Optional.empty(), new JobOptions(), Map.of());
    }

    /**
     * Reads every document of a file, once: it may be a pipe.
     *
     * @throws JobException with every document that is none, or has a key that is no option
     */
    public static List<JobFile> read(Path file) {
        if (file.toString().isEmpty()) {
            throw new JobException("--job: is empty, perhaps a variable that is not set; name a file");
        }
        List<JsonNode> documents;
        try {
            documents = OptionLayers.documents(TextFile.read(file));
        } catch (FileFailure e) {
            throw new JobException("--job: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new JobException("--job: " + file + ": " + e.getMessage(), e);
        }
        if (documents.isEmpty()) {
            throw new JobException("--job: " + file + " is empty; expected option: value, a line each");
        }
        List<JobFile> jobs = new ArrayList<>();
        Problems problems = new Problems();
        for (int i = 0; i < documents.size(); i++) {
            JsonNode document = documents.get(i);
            String where = file + (documents.size() == 1 ? "" : ", document " + (i + 1));
            problems.check("--job: " + where, () -> of(file, where, document)).ifPresent(jobs::add);
        }
        problems.throwIfAny();
        return jobs;
    }

    private static JobFile of(Path file, String where, JsonNode document) {
        if (!(document instanceof ObjectNode options)) {
            throw new IllegalArgumentException("expected option: value, a line each");
        }
        Optional<String> input = text(options, INPUT);
        Optional<String> output = text(options, OUTPUT);
        Map<String, String> hashes = new TreeMap<>();
        if (options.remove(HASHES) instanceof ObjectNode written) {
            written.properties()
                    .forEach(
                            entry -> hashes.put(entry.getKey(), entry.getValue().asText()));
        }
        return new JobFile(where, Optional.of(file), input, output, OptionLayers.options(options), hashes);
    }

    private static Optional<String> text(ObjectNode options, String key) {
        JsonNode value = options.remove(key);
        if (value == null || value.isNull()) {
            return Optional.empty();
        } else if (!value.isValueNode() || value.asText().isEmpty()) {
            throw new IllegalArgumentException(key + ": expected the name of a file, found " + value);
        }
        return Optional.of(value.asText());
    }

    /**
     * Notes every file that the job uses and that has changed since it was written.
     *
     * @param bundled models that the file names by name
     */
    public void checkFiles(Job job, BundledModels bundled, Problems problems) {
        if (hashes.isEmpty()) {
            return;
        }
        bundled.named(FileHashes.of(job)).forEach((path, found) -> {
            String expected = hashes.getOrDefault(path, found);
            if (!expected.equals(found)) {
                problems.add(
                        "--job: %s has changed since the job was written (sha256 was %s, is %s); restore it, or remove it from 'hashes'"
                                .formatted(path, expected, found));
            }
        });
    }

    /** Writes one document. */
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
