package restyle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of a measurement in times of those of an earlier one.
 *
 * @param values ratios by name, steps into objects separated by slashes; numbers that one of both lacks, or that were 0, are left out
 */
record BenchRatios(Map<String, Double> values) {

    /** Divides every number by the earlier one of its name. */
    static BenchRatios of(JsonNode earlier, Map<String, Object> now) {
        Map<String, Double> ratios = new TreeMap<>();
        divide("", earlier, new ObjectMapper().valueToTree(now), ratios);
        return new BenchRatios(ratios);
    }

    private static void divide(String name, JsonNode earlier, JsonNode now, Map<String, Double> ratios) {
        if (now.isObject()) {
            now.properties()
                    .forEach(field -> divide(
                            name.isEmpty() ? field.getKey() : name + "/" + field.getKey(),
                            earlier.path(field.getKey()),
                            field.getValue(),
                            ratios));
        } else if (now.isNumber() && earlier.isNumber() && earlier.asDouble() != 0) {
            ratios.put(name, now.asDouble() / earlier.asDouble());
        }
    }

    /** Returns one line for each. */
    String text() {
        StringBuilder text = new StringBuilder("%nin times of the earlier measurement%n".formatted());
        values.forEach((name, ratio) -> text.append(String.format(Locale.ROOT, "%7.2f  %s%n", ratio, name)));
        return text.toString();
    }
}
