package restyle.models.lora;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.PatternSyntaxException;
import restyle.models.graph.ModelException;
import restyle.models.weights.TensorFile;
import restyle.models.weights.names.NetworkKind;

/**
 * The settings with which PEFT trained a LoRA: in the metadata of diffusers' files, under the prefixes {@code unet.} and {@code
 * text_encoder.}, or in the file adapter_config.json beside adapter_model.safetensors.
 */
final class PeftConfig {
    private static final String METADATA = "lora_adapter_metadata";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final String place;
    private final JsonNode settings;

    /** @param place where the settings are, for messages */
    private PeftConfig(String place, JsonNode settings) {
        this.place = place;
        this.settings = settings;
    }

    /** @throws ModelException if there are settings and they are not JSON */
    static PeftConfig of(TensorFile file) {
        String metadata = file.metadata().get(METADATA);
        Path beside = file.path().resolveSibling("adapter_config.json");
        String place = metadata != null ? file.path() + ": the metadata " + METADATA : beside.toString();
        try {
            if (metadata != null) {
                return new PeftConfig(place, MAPPER.readTree(metadata));
            }
            boolean peft =
                    file.path().getFileName().toString().startsWith("adapter_model.") && Files.isRegularFile(beside);
            return new PeftConfig(place, peft ? MAPPER.readTree(beside.toFile()) : MAPPER.missingNode());
        } catch (JsonProcessingException e) {
            throw new ModelException(place + " should be JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelException("cannot read " + beside + ": " + e.getMessage(), e);
        }
    }

    /** Finds what a layer's product of matrices is multiplied by; empty if nothing says so. */
    OptionalDouble scale(LayerKey layer, long rank) {
        String prefix = layer.network() == NetworkKind.TEXT_ENCODER ? "text_encoder." : "unet.";
        JsonNode alpha = pattern(setting(prefix, "alpha_pattern"), layer.name(), setting(prefix, "lora_alpha"));
        if (!alpha.isNumber()) {
            return OptionalDouble.empty();
        }
        boolean root = setting(prefix, "use_rslora").asBoolean();
        return OptionalDouble.of(alpha.doubleValue() / (root ? Math.sqrt(rank) : rank));
    }

    private JsonNode setting(String prefix, String name) {
        JsonNode own = settings.path(prefix + name);
        return own.isMissingNode() ? settings.path(name) : own;
    }

    /**
     * Returns the value of the first entry whose key matches the end of the layer's name, or else {@code otherwise}. Keys are regular
     * expressions, as in PEFT's get_pattern_key: most are plain names, "^" before one means the whole name.
     */
    private JsonNode pattern(JsonNode patterns, String layer, JsonNode otherwise) {
        for (Map.Entry<String, JsonNode> entry : patterns.properties()) {
            try {
                if (layer.matches("(.*\\.)?(" + entry.getKey() + ")")) {
                    return entry.getValue();
                }
            } catch (PatternSyntaxException e) {
                throw new ModelException(
                        "%s: the key '%s' of alpha_pattern should be a regular expression: %s"
                                .formatted(place, entry.getKey(), e.getDescription()),
                        e);
            }
        }
        return otherwise;
    }
}
