package restyle.job.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** Reads and writes {@link JobOptions} as YAML, and lays one set of options over another. */
final class OptionLayers {

    static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    static {
        YAML.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    private OptionLayers() {}

    /** {@code upper} where it says something, else {@code lower}. */
    static JobOptions over(JobOptions upper, JobOptions lower) {
        ObjectNode merged = tree(lower);
        merged.setAll(tree(upper));
        return options(merged);
    }

    static ObjectNode tree(JobOptions options) {
        return YAML.valueToTree(options);
    }

    /** @throws IllegalArgumentException naming the key, if one is unknown or its value of another type */
    static JobOptions options(ObjectNode tree) {
        try {
            return YAML.treeToValue(tree, JobOptions.class);
        } catch (JsonMappingException e) {
            String key = e.getPath().isEmpty() ? "" : e.getPath().get(0).getFieldName() + ": ";
            throw new IllegalArgumentException(key + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }
}
