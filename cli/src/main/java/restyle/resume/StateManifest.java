package restyle.resume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import restyle.files.AtomicFile;
import restyle.files.TemporaryNames;
import restyle.job.JobException;

/**
 * Says which frames a state holds: {@code state.json} with the version of its form and an {@link Identity}.
 *
 * @param file where it is, or will be
 */
record StateManifest(Path file) {

    /** Changes with the form, and with whatever makes a job compute other values: frames of both kinds do not go together. */
    private static final int VERSION = 7;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns that of a state's folder. */
    static StateManifest in(Path folder) {
        return new StateManifest(folder.resolve("state.json"));
    }

    boolean isThere() {
        return Files.isRegularFile(file);
    }

    void write(SortedMap<String, String> identity) throws IOException {
        ObjectNode manifest = JSON.createObjectNode().put("version", VERSION);
        manifest.set("identity", JSON.valueToTree(identity));
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        TemporaryNames.removeLeftovers(file);
    }

    /**
     * Checks whether frames of an interrupted run are those of a job.
     *
     * @return false if that cannot be told, because this is damaged
     * @throws JobException naming everything that is not what it was
     */
    boolean check(SortedMap<String, String> identity) throws IOException {
        Optional<JsonNode> manifest = read();
        if (manifest.isEmpty()) {
            return false;
        }
        if (manifest.get().path("version").asInt() != VERSION) {
            throw new JobException("--resume: %s was made by another version of restyle; start again without --resume"
                    .formatted(file.getParent()));
        }
        Map<String, String> before = new TreeMap<>();
        manifest.get()
                .path("identity")
                .properties()
                .forEach(entry -> before.put(entry.getKey(), entry.getValue().asText()));
        List<String> problems = changes(before, identity);
        if (!problems.isEmpty()) {
            throw new JobException(problems);
        }
        return true;
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> identity) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(identity.keySet());
        for (String name : names) {
            String was = before.getOrDefault(name, "none");
            String is = identity.getOrDefault(name, "none");
            if (!was.equals(is)) {
                changes.add("--resume: %s was %s, now it is %s; change it back, or start again without --resume"
                        .formatted(name, was, is));
            }
        }
        return changes;
    }

    /** What the interrupted run has written about itself, if it is whole. */
    private Optional<JsonNode> read() throws IOException {
        try {
            return Optional.of(JSON.readTree(file.toFile()))
                    .filter(manifest -> manifest.path("version").isInt());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
