package restyle.models.weights.format;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import restyle.models.graph.ModelException;

/** Finds the tensors among the other things that training programs save with them. */
final class StateDicts {

    /** Keys below which the weights proper lie, the first that is there. */
    private static final List<String> WRAPPERS = List.of("state_dict", "params_ema", "params");

    private static final int MAX_DEPTH = 16;

    /** All names together; a short pickle can give a million tensors one long beginning. */
    private static final int MAX_NAME_CHARS = 1 << 26;

    private final Map<String, Pickled.View> found = new LinkedHashMap<>();
    private int nameChars;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private StateDicts() {}

    /** Returns tensors by name, names inside dictionaries joined by dots. */
    static Map<String, Pickled.View> tensors(Object root) {
        StateDicts dicts = new StateDicts();
        dicts.collect("", unwrapped(root), 0);
        return dicts.found;
    }

    private static Object unwrapped(Object root) {
        Object value = root;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            if (!(value instanceof Pickled.Dict dict)) {
                return value;
            }
            Object outer = value;
            value = WRAPPERS.stream()
                    .map(dict.items()::get)
                    .filter(Pickled.Dict.class::isInstance)
                    .findFirst()
                    .orElse(only(dict));
            if (value == outer) {
                return value;
            }
        }
        return value;
    }

    /** The one dictionary that a dictionary holds, if it holds nothing else. */
    private static Object only(Pickled.Dict dict) {
        Object first =
                dict.items().size() == 1 ? dict.items().values().iterator().next() : null;
        return first instanceof Pickled.Dict ? first : dict;
    }

    private void collect(String prefix, Object value, int depth) {
        if (value instanceof Pickled.View view && !prefix.isEmpty()) {
            found.put(prefix, view);
        }
        if (value instanceof Pickled.Dict dict && depth < MAX_DEPTH && seen.add(dict)) {
            String inside = prefix.isEmpty() ? "" : prefix + ".";
            dict.items().forEach((key, item) -> collect(name(inside, key), item, depth + 1));
            if (dict.attributes().get("_parameters") instanceof Pickled.Dict parameters) {
                collect(prefix, parameters, depth + 1);
            }
        }
    }

    private String name(String inside, String key) {
        nameChars += inside.length() + key.length();
        if (nameChars > MAX_NAME_CHARS) {
            throw new ModelException("its tensors have longer names than any that weights need");
        }
        return inside + key;
    }
}
