package restyle.job.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import restyle.files.AtomicFile;
import restyle.files.Home;
import restyle.files.TextFile;
import restyle.job.JobException;

/**
 * A file of styles that this program writes, such as the user's own.
 *
 * @param file may be missing
 */
public record StyleStore(Path file) {

    /** Returns the user's own, which {@code --style} looks in after the model's. */
    public static StyleStore of(Home home) {
        return new StyleStore(home.data().resolve(Styles.FILE));
    }

    /** Reads the styles; none if there is no file. */
    public List<Style> all() {
        return Styles.read(file).all();
    }

    /**
     * Adds styles. The file is only added to, so that what a user wrote there stays as it is, comments too, unless a style is
     * replaced.
     *
     * @param replace whether a style that is there may be
     * @throws JobException if one is there and may not, or the file is not one of styles
     */
    public void add(List<Style> styles, boolean replace) {
        List<Style> kept = new ArrayList<>(all());
        List<Style> doubled = kept.stream()
                .filter(old -> styles.stream().anyMatch(old::isCalledAs))
                .toList();
        if (!doubled.isEmpty() && !replace) {
            throw new JobException("%s has a style '%s' already; choose another name, or say --overwrite"
                    .formatted(file, doubled.get(0).name()));
        }
        String before = Files.exists(file) ? TextFile.read(file) : "";
        String text = join(before, yaml(styles));
        if (!doubled.isEmpty() || !isRead(text, kept.size() + styles.size())) {
            kept.removeAll(doubled);
            kept.addAll(styles);
            text = yaml(kept);
        }
        AtomicFile.write(file, text);
    }

    /** Writes a file that has one style. */
    public static void write(Path file, Style style) {
        AtomicFile.write(file, yaml(List.of(style)));
    }

    private static String join(String before, String added) {
        return before.isEmpty() || before.endsWith("\n") ? before + added : before + "\n" + added;
    }

    /** A list may be written in a way that cannot be added to at its end, as {@code [...]} is. */
    private static boolean isRead(String text, int count) {
        try {
            return OptionLayers.documents(text).stream()
                            .mapToInt(node -> node.isArray() ? node.size() : -1)
                            .sum()
                    == count;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String yaml(List<Style> styles) {
        ArrayNode list = OptionLayers.YAML.createArrayNode();
        for (Style style : styles) {
            ObjectNode entry = OptionLayers.YAML.createObjectNode();
            entry.put("name", style.name());
            entry.setAll(OptionLayers.tree(style.options()));
            list.add(entry);
        }
        try {
            return OptionLayers.YAML.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
