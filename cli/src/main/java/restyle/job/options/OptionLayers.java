package restyle.job.options;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads and writes {@link JobOptions} as YAML, and lays one set of options over another. */
public final class OptionLayers {

    /** Reads and writes YAML as people expect it: no key twice, no fraction for a whole number. */
    public static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    static {
        YAML.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        YAML.enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
        YAML.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT); // seed: 1.5 is no seed
    }

    /** Options of which an empty text is a value. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("prompt", "negative");

    private OptionLayers() {}

    /** Returns {@code upper} where it says something, else {@code lower}. */
    static JobOptions over(JobOptions upper, JobOptions lower) {
        ObjectNode merged = tree(lower);
        merged.setAll(tree(upper));
        return options(merged);
    }

    /** Returns options as a tree, under their long names; what is not said is not in it. */
    public static ObjectNode tree(JobOptions options) {
        return YAML.valueToTree(options);
    }

    /**
     * Parses YAML into its documents; one that is empty is left out.
     *
     * @throws IllegalArgumentException saying in which line it is none
     */
    public static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser = YAML.createParser(text)) {
            while (parser.nextToken() != null) {
                JsonNode document = YAML.readTree(parser);
                if (!document.isNull()) {
                    documents.add(document);
                }
            }
            return documents;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(YamlErrors.explain(e), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Writes a value as it may stand behind its key. */
    static String inOneLine(JsonNode value) {
        try {
            if (!value.isTextual()) {
                return value.toString();
            }
            String document = YAML.writeValueAsString(value.asText()).strip();
            return document.replaceFirst("^--- ", ""); // an empty text alone is marked as one
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text can be written", e);
        }
    }

    /** Returns the line, from 1, of each key of the first document of a text that is YAML. */
    static Map<String, Integer> lines(String text) {
        Map<String, Integer> lines = new HashMap<>();
        try (JsonParser parser = YAML.createParser(text)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    lines.putIfAbsent(
                            parser.currentName(), parser.currentTokenLocation().getLineNr());
                }
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Reads options of a tree.
     *
     * @throws IllegalArgumentException naming the key, if one is unknown, or its value of another type or empty
     */
    public static JobOptions options(ObjectNode tree) {
        List<String> empty = empty(tree);
        if (!empty.isEmpty()) {
            throw new IllegalArgumentException(empty.get(0) + ": is empty; give a value, or leave the option out");
        }
        try {
            return YAML.treeToValue(tree, JobOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(YamlErrors.explain(e, tree), e);
        }
    }

    /** Returns the keys whose value, or an entry of whose list, is an empty text or nothing. */
    static List<String> empty(ObjectNode tree) {
        List<String> keys = new ArrayList<>();
        tree.properties().forEach(property -> {
            JsonNode value = property.getValue();
            boolean blank = value.isTextual() && isBlank(value) && !MAY_BE_EMPTY.contains(property.getKey());
            for (JsonNode entry : value) {
                blank |= value.isArray() && (entry.isNull() || entry.isTextual() && isBlank(entry));
            }
            if (blank) {
                keys.add(property.getKey());
            }
        });
        return keys;
    }

    private static boolean isBlank(JsonNode text) {
        return text.asText().isBlank();
    }
}
