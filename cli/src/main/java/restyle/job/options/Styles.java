package restyle.job.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import restyle.files.Home;
import restyle.job.JobException;

/**
 * The presets of a model pack, from its {@code styles.yaml}: a list of entries, each with a {@code name} and any options of a
 * job under their long names.
 *
 * @param all in the order of the file; the first is the pack's default
 */
public record Styles(List<Style> all) {

    private static final String FILE = "styles.yaml";

    public Styles {
        all = List.copyOf(all);
    }

    /**
     * The styles of a pack; none if it has no such file.
     *
     * @throws JobException if the file is not of the form above
     */
    public static Styles of(Path pack) {
        Path file = pack.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return new Styles(List.of());
        }
        List<Style> styles = new ArrayList<>();
        try {
            for (JsonNode entry : OptionLayers.YAML.readTree(file.toFile())) {
                ObjectNode options = (ObjectNode) entry;
                styles.add(new Style(options.remove("name").asText(), OptionLayers.options(options)));
            }
        } catch (IOException | RuntimeException e) {
            throw new JobException(
                    "%s: expected a list of styles with a name and options each: %s".formatted(file, e.getMessage()));
        }
        return new Styles(styles);
    }

    /** Every style that can be named with a model: its own, then the user's. */
    public static Styles of(Path model, Home home) {
        List<Style> all = new ArrayList<>(of(model).all());
        all.addAll(of(home.data()).all());
        return new Styles(all);
    }

    /** @throws IllegalArgumentException listing the names that exist */
    public Style named(String name) {
        return all.stream()
                .filter(style -> folded(style.name()).equals(folded(name)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no style '%s'; there are: %s"
                        .formatted(
                                name,
                                String.join(", ", all.stream().map(Style::name).toList()))));
    }

    /** Names are easier to type in a shell with dashes than with spaces; both mean the same. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ").strip();
    }
}
