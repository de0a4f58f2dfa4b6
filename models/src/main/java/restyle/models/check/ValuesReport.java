package restyle.models.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import restyle.models.model.NetworkFiles;
import restyle.models.weights.NonFinite;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.names.NetworkKind;

/**
 * Which tensors of a model have values that are no numbers. Reads the whole model.
 *
 * @param tensors how many were looked at
 * @param found by place and name, those that have some
 */
public record ValuesReport(Path path, long tensors, Map<String, NonFinite> found) {
    private static final int MAX_NAMES = 20;

    /** @throws restyle.models.graph.ModelException if a file cannot be read */
    public static ValuesReport of(Path path) {
        Map<String, StoredTensor> all = new LinkedHashMap<>();
        for (NetworkKind part : NetworkKind.values()) {
            Path place = NetworkFiles.place(path, part);
            String prefix = place.equals(path) ? "" : path.relativize(place) + ": ";
            NetworkFiles.everything(place)
                    .tensors()
                    .values()
                    .forEach(tensor -> all.put(prefix + tensor.name(), tensor));
        }
        Map<String, NonFinite> found = new LinkedHashMap<>();
        all.forEach((name, tensor) -> {
            NonFinite values = NonFinite.in(tensor);
            if (!values.isNone()) {
                found.put(name, values);
            }
        });
        return new ValuesReport(path, all.size(), found);
    }

    /** Tells whether every value is a number. */
    public boolean isSound() {
        return found.isEmpty();
    }

    /** Returns the report as people read it, a line for each tensor that has some. */
    public List<String> lines() {
        if (isSound()) {
            return List.of("values: all are numbers, in " + tensors + " tensors");
        }
        List<String> lines = new ArrayList<>();
        NonFinite sum = found.values().stream().reduce(new NonFinite(0, 0), NonFinite::plus);
        lines.add(String.format(
                Locale.ROOT,
                "values: %s in %d of %d tensors; such a model makes black pictures, get the file again or another version",
                text(sum),
                found.size(),
                tensors));
        found.entrySet().stream()
                .limit(MAX_NAMES)
                .forEach(entry -> lines.add("  " + entry.getKey() + ": " + text(entry.getValue())));
        if (found.size() > MAX_NAMES) {
            lines.add("  and " + (found.size() - MAX_NAMES) + " more");
        }
        return lines;
    }

    private static String text(NonFinite values) {
        return String.format(Locale.ROOT, "%d not a number, %d infinite", values.nans(), values.infinities());
    }

    /** Returns {@link #lines} as one text. */
    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
