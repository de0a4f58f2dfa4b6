package restyle.job.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.files.LocalPath;
import restyle.plugins.Settings;

/**
 * One {@code NAME[,key=value]...}, taken apart. A name or value in double quotes may have commas, as paths do.
 *
 * @param settings in the order in which they were given
 */
public record NamedSettings(String name, Map<String, String> settings) {

    private static final Pattern PART = Pattern.compile("((?:[^,=\"]*=)?\\s*\"[^\"]*\"\\s*|[^,]*)(?:,|$)");

    /** Names the settings of a plugin. */
    public static NamedSettings of(String name, Settings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.values().forEach((key, value) -> texts.put(key, value.toString()));
        return new NamedSettings(name, texts);
    }

    /** @throws IllegalArgumentException saying which key is wrong, or that the name is an address */
    public static NamedSettings parse(String text) {
        List<String> parts = parts(text);
        String name = parts.isEmpty() ? "" : unquoted(parts.remove(0));
        LocalPath.requireNoAddress(name);
        if (name.isEmpty() || name.contains("=")) {
            throw new IllegalArgumentException("expected NAME[,key=value]..., found '" + text + "'");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String part : parts) {
            int at = part.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("expected key=value after '" + name + "', found '" + part + "'");
            }
            if (settings.put(part.substring(0, at).strip(), unquoted(part.substring(at + 1))) != null) {
                throw new IllegalArgumentException(name + ": '" + part.substring(0, at) + "' is given twice");
            }
        }
        return new NamedSettings(name, settings);
    }

    /** Returns what lies between the commas, with quotes. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        for (int at = 0; at < text.length() && part.region(at, text.length()).lookingAt(); at = part.end()) {
            parts.add(part.group(1));
        }
        return parts;
    }

    static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    static String quoted(String value) {
        return value.contains(",") && !value.contains("\"") ? '"' + value + '"' : value;
    }

    /** Returns the text that {@link #parse} reads as this. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(quoted(name));
        settings.forEach(
                (key, value) -> text.append(',').append(key).append('=').append(quoted(value)));
        return text.toString();
    }
}
