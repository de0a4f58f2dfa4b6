package restyle.plugins.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import restyle.plugins.FramePlugin;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/**
 * Makes complete {@link Settings} of what a user typed.
 *
 * @param models finds the files of {@link Setting.Type#MODEL} settings
 */
public record SettingsReader(ModelLocator models) {

    /**
     * Reads the settings of one preprocessor or finisher; what is not given has its default.
     *
     * @param given text by setting
     * @throws SettingsException with all problems: settings that are not declared, values that do not fit, missing model files
     */
    public Settings read(FramePlugin plugin, Map<String, String> given) {
        Map<String, Object> values = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String name : new TreeMap<>(given).keySet()) {
            if (plugin.settings().stream().noneMatch(setting -> setting.name().equals(name))) {
                problems.add("no setting is called '%s'; %s".formatted(name, known(plugin)));
            }
        }
        for (Setting setting : plugin.settings()) {
            try {
                values.put(setting.name(), value(setting, given.getOrDefault(setting.name(), setting.defaultValue())));
            } catch (IllegalArgumentException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(plugin.name(), problems);
        }
        return new Settings(values);
    }

    private Object value(Setting setting, String text) {
        return setting.type() == Setting.Type.MODEL ? model(setting, text) : setting.parse(text);
    }

    private Path model(Setting setting, String name) {
        List<Path> candidates = models.candidates(name);
        return candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: model file '%s' not found; looked for %s. Put it there or give %s=PATH"
                                .formatted(
                                        setting.name(),
                                        name,
                                        candidates.stream().map(Path::toString).collect(Collectors.joining(" and ")),
                                        setting.name())));
    }

    private static String known(FramePlugin plugin) {
        return plugin.settings().isEmpty()
                ? plugin.name() + " has none"
                : plugin.settings().stream()
                        .map(Setting::name)
                        .collect(Collectors.joining(", ", plugin.name() + " has ", ""));
    }
}
