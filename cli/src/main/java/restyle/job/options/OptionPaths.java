package restyle.job.options;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The texts among options that may hold paths. */
public final class OptionPaths {

    /** Options that are text, even where it looks like a path. */
    private static final Set<String> TEXTS = Set.of("prompt", "negative");

    private OptionPaths() {}

    /** Replaces every text that may hold a path. */
    public static void replace(ObjectNode options, UnaryOperator<String> mapping) {
        List<String> names = new ArrayList<>();
        options.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            JsonNode value = options.get(name);
            if (value.isTextual() && !TEXTS.contains(name)) {
                options.put(name, mapping.apply(value.asText()));
            } else if (value.isArray()) {
                List<JsonNode> items = new ArrayList<>();
                value.forEach(item -> items.add(TextNode.valueOf(mapping.apply(item.asText()))));
                options.putArray(name).addAll(items);
            }
        }
    }
}
