package restyle.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes a job in the form that {@code --job} reads. */
final class JobFile {

    private JobFile() {}

    static String write(String input, String output, JobOptions options, Map<String, String> hashes) {
        ObjectNode tree = OptionLayers.YAML.createObjectNode();
        tree.put("input", input);
        tree.put("output", output);
        tree.setAll(OptionLayers.tree(options));
        tree.set("hashes", OptionLayers.YAML.valueToTree(hashes));
        try {
            return OptionLayers.YAML.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
