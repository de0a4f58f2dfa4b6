package restyle.models.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import restyle.models.graph.ModelException;

/**
 * A JSON file of settings that a diffusers folder keeps beside its weights; or nothing, in which case every default counts.
 *
 * @param path the file, for messages
 * @param json its content
 */
public record NetworkConfig(Path path, JsonNode json) {
    /** diffusers writes infinities as bare words. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Settings of files that have none. */
    static final NetworkConfig NONE = new NetworkConfig(Path.of(""), MissingNode.getInstance());

    /** Returns the settings in a file, or {@link #NONE} if it does not exist. */
    public static NetworkConfig read(Path path) {
        if (!Files.isRegularFile(path)) {
            return NONE;
        }
        try {
            JsonNode json = MAPPER.readTree(path.toFile());
            if (!json.isObject()) {
                throw new ModelException(path + " should be a JSON object of settings");
            }
            return new NetworkConfig(path, json);
        } catch (JsonProcessingException e) {
            throw new ModelException(path + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    /** Returns a whole number; null, like absence, means the default. */
    public int integer(String name, int defaultValue) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return defaultValue;
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw unfit(name, "a whole number above 0", value);
        }
        return value.intValue();
    }

    public float number(String name, float defaultValue) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return defaultValue;
        }
        if (!value.isNumber()) {
            throw unfit(name, "a number", value);
        }
        return value.floatValue();
    }

    public String text(String name, String defaultValue) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? defaultValue : value.asText();
    }

    /** Returns one number for all blocks, which may be given once or for each of them. */
    public int common(String name, int defaultValue) {
        JsonNode value = json.path(name);
        if (!value.isArray() || value.isEmpty()) {
            return integer(name, defaultValue);
        }
        for (JsonNode one : value) {
            if (!one.isInt() || !one.equals(value.get(0))) {
                throw unfit(name, "the same number for every block", value);
            }
        }
        return value.get(0).intValue();
    }

    /** Fails if a setting is there and asks for something that is not computed here. */
    public NetworkConfig require(String name, Object only) {
        JsonNode value = json.path(name);
        boolean equal = value.isNumber() && only instanceof Number number
                ? value.doubleValue() == number.doubleValue()
                : value.asText().equals(String.valueOf(only));
        if (!value.isMissingNode() && !value.isNull() && !equal) {
            throw unfit(name, String.valueOf(only), value);
        }
        return this;
    }

    /** Fails if a setting is there and not null. */
    public NetworkConfig requireAbsent(String name) {
        JsonNode value = json.path(name);
        if (!value.isMissingNode() && !value.isNull()) {
            throw unfit(name, "null", value);
        }
        return this;
    }

    private ModelException unfit(String name, String expected, JsonNode found) {
        return new ModelException("%s: %s should be %s, found %s".formatted(path, name, expected, found));
    }
}
