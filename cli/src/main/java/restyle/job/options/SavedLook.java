package restyle.job.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import restyle.job.JobException;

/**
 * The looks of a command line, as a style that means the same wherever it is used.
 *
 * @param style what is kept
 * @param leftOut long names of the options that are no looks
 */
public record SavedLook(Style style, List<String> leftOut) {

    private static final Set<String> FILES = Set.of(
            "model",
            "motion",
            "vae",
            "lora",
            "motion-lora",
            "embedding",
            "reference",
            "ip-adapter",
            "image-encoder",
            "upscale",
            "background");
    private static final Set<String> SETTINGS = Set.of("control", "finish", "upscale");

    public SavedLook {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Takes the looks out of options.
     *
     * @param base what a style that they name says; they win
     * @throws JobException if there is none among them, or a prompt is in a file
     */
    public static SavedLook of(String name, JobOptions said, JobOptions base) {
        if (name.isBlank() || !name.equals(name.strip()) || name.chars().anyMatch(Character::isISOControl)) {
            throw new JobException("'%s' cannot be the name of a style; give it letters".formatted(name));
        }
        JobOptions own = OptionLayers.over(said, new JobOptions());
        own.style = null;
        ObjectNode looks = OptionLayers.tree(OptionLayers.over(own, base));
        List<String> others = new ArrayList<>();
        looks.fieldNames().forEachRemaining(key -> {
            if (!Styles.LOOKS.contains(key)) {
                others.add(key);
            }
        });
        looks.remove(others);
        if (looks.isEmpty()) {
            throw new JobException(
                    "no option that says what it should look like; expected --prompt, --model, --lora, --steps,"
                            + " --control or the like");
        }
        for (String key : List.of("prompt", "negative")) {
            if (looks.path(key).asText().startsWith("@")) {
                throw new JobException("--%s: a style has the text itself, found a file; give the text".formatted(key));
            }
        }
        looks.properties().forEach(entry -> entry.setValue(anywhere(entry.getKey(), entry.getValue())));
        return new SavedLook(new Style(name, OptionLayers.options(looks)), others);
    }

    private static JsonNode anywhere(String key, JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode all = OptionLayers.YAML.createArrayNode();
            list.forEach(entry -> all.add(anywhere(key, entry)));
            return all;
        }
        if (!value.isTextual() || !FILES.contains(key) && !SETTINGS.contains(key)) {
            return value;
        }
        List<String> parts = SETTINGS.contains(key) ? NamedSettings.parts(value.asText()) : List.of(value.asText());
        return TextNode.valueOf(
                parts.stream().map(part -> part(part, FILES.contains(key))).collect(Collectors.joining(",")));
    }

    /** A file in the folder where this runs would not be found from another; names of models stay. */
    private static String part(String part, boolean mayBeFile) {
        int begin = part.matches("[\\w-]+=.*") ? part.indexOf('=') + 1 : 0;
        if (begin == 0 && !mayBeFile) {
            return part;
        }
        int scale = part.matches(".*:-?[0-9.]+") ? part.lastIndexOf(':') : part.length();
        String file = NamedSettings.unquoted(part.substring(begin, scale));
        try {
            Path path = Path.of(file);
            if (!file.isBlank() && !path.isAbsolute() && Files.exists(path)) {
                String found = path.toAbsolutePath().normalize().toString();
                return part.substring(0, begin) + NamedSettings.quoted(found) + part.substring(scale);
            }
        } catch (InvalidPathException e) {
            return part; // it is judged where it is used
        }
        return part;
    }
}
