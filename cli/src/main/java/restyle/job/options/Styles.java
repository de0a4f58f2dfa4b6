package restyle.job.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import restyle.files.FileFailure;
import restyle.files.Home;
import restyle.files.TextFile;
import restyle.job.JobException;
import restyle.job.Problems;

/**
 * The presets of a model pack, from its {@code styles.yaml}: a list of entries, each with a {@code name} and any options of a
 * job under their long names.
 *
 * @param all in the order of the file; the first is the pack's default
 */
public record Styles(List<Style> all) {

    /**
     * The options that say what a result looks like. A style may come from anywhere, so it sets nothing else: not what is read or
     * written, nor what computes.
     */
    static final Set<String> LOOKS = Set.of(
            "prompt",
            "negative",
            "model",
            "motion",
            "vae",
            "lora",
            "motion-lora",
            "embedding",
            "prediction",
            "motion-norms",
            "sampler",
            "spacing",
            "weighting",
            "steps",
            "strength",
            "guidance",
            "seed",
            "clip-skip",
            "size",
            "fps",
            "every",
            "context",
            "overlap",
            "cuts",
            "control",
            "reference",
            "ip-adapter",
            "image-encoder",
            "background",
            "restyle",
            "noise-type",
            "deflicker",
            "ink",
            "match-colour",
            "upscale",
            "output-size",
            "finish");

    static final String FILE = "styles.yaml";

    public Styles {
        all = List.copyOf(all);
    }

    /**
     * Returns the styles of a pack; none if it has no such file.
     *
     * @throws JobException if the file is not of the form above
     */
    public static Styles of(Path pack) {
        return read(pack.resolve(FILE));
    }

    /**
     * Reads a file of styles; none if there is no such file.
     *
     * @throws JobException if the file is not of the form above
     */
    public static Styles read(Path file) {
        if (!Files.isRegularFile(file)) {
            return new Styles(List.of());
        }
        try {
            List<Style> styles = new ArrayList<>();
            for (JsonNode list : OptionLayers.documents(TextFile.read(file))) {
                if (!list.isArray()) {
                    throw new IllegalArgumentException(
                            "found " + list.getNodeType().name().toLowerCase(Locale.ROOT));
                }
                list.forEach(entry -> styles.add(style(file, styles.size() + 1, entry)));
            }
            return new Styles(styles);
        } catch (FileFailure e) {
            throw new JobException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new JobException(
                    "%s: expected a list of styles with a name and options each; %s".formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Style style(Path file, int number, JsonNode entry) {
        if (!(entry instanceof ObjectNode options)
                || !options.path("name").isValueNode()
                || options.path("name").asText().isBlank()
                || options.path("name").isNull()) {
            throw new IllegalArgumentException("entry " + number + " has no name");
        }
        String name = options.remove("name").asText();
        checkLooks(file, name, options);
        try {
            return new Style(name, OptionLayers.options(options));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("style '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    private static void checkLooks(Path file, String style, ObjectNode options) {
        Problems problems = new Problems();
        options.fieldNames().forEachRemaining(key -> {
            if (!LOOKS.contains(key)) {
                problems.add(
                        "%s: style '%s' sets %s; a style may only set looks (%s); remove the line, or give --%s yourself"
                                .formatted(
                                        file,
                                        style,
                                        key,
                                        String.join(
                                                ", ", LOOKS.stream().sorted().toList()),
                                        key));
            }
        });
        for (String key : List.of("prompt", "negative")) {
            if (options.path(key).asText().startsWith("@")) {
                problems.add(
                        "%s: style '%s' names a file for its %s; write the text itself".formatted(file, style, key));
            }
        }
        problems.throwIfAny();
    }

    /** Lists the files that the styles for a model are read from. */
    public static List<Path> files(Path model, Home home) {
        return List.of(model.resolve(FILE), home.data().resolve(FILE));
    }

    /** Returns every style that can be named with a model: its own, then the user's. */
    public static Styles of(Path model, Home home) {
        List<Style> all = new ArrayList<>(of(model).all());
        all.addAll(of(home.data()).all());
        return new Styles(all);
    }

    /** @throws IllegalArgumentException listing the names that exist */
    public Style named(String name) {
        return all.stream()
                .filter(style -> style.isCalled(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no style '%s'; available are: %s"
                        .formatted(
                                name,
                                String.join(", ", all.stream().map(Style::name).toList()))));
    }
}
