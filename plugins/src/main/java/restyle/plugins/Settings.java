package restyle.plugins;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds the values of a plugin's settings, complete and checked: every declared setting is there.
 *
 * @param values by name: Boolean, Long, Double, String, or Path for model files
 * @since 0.1.0
 */
public record Settings(Map<String, Object> values) {

    public Settings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Returns the value of a {@link Setting#flag}. */
    public boolean flag(String name) {
        return get(name, Boolean.class);
    }

    /** Returns the value of a {@link Setting#integer}. */
    public long integer(String name) {
        return get(name, Long.class);
    }

    /** Returns the value of a {@link Setting#number}. */
    public double number(String name) {
        return get(name, Double.class);
    }

    /** Returns a choice, a text, or a word where a number was possible. */
    public String text(String name) {
        return get(name, String.class);
    }

    /** Tells whether a setting made by {@link Setting#numberOr} holds a number rather than a word. */
    public boolean isNumber(String name) {
        return values.get(name) instanceof Double;
    }

    /** Returns a model file that exists. */
    public Path model(String name) {
        return get(name, Path.class);
    }

    private <T> T get(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("setting %s is %s, not a %s"
                    .formatted(name, value == null ? "not declared" : value, type.getSimpleName()));
        }
        return type.cast(value);
    }
}
