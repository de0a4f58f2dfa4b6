package restyle.job.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import restyle.files.LocalPath;

/**
 * One {@code NAME[,key=value]...}, taken apart.
 *
 * @param settings in the order in which they were given
 */
public record NamedSettings(String name, Map<String, String> settings) {

    /** @throws IllegalArgumentException saying which key is wrong, or that the name is an address */
    public static NamedSettings parse(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split(",")));
        String name = parts.isEmpty() ? "" : parts.remove(0).strip();
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
            if (settings.put(
                            part.substring(0, at).strip(),
                            part.substring(at + 1).strip())
                    != null) {
                throw new IllegalArgumentException(name + ": '" + part.substring(0, at) + "' is given twice");
            }
        }
        return new NamedSettings(name, settings);
    }
}
