package restyle.preprocessors.dwpose;

import java.util.Map;
import java.util.TreeMap;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/** Settings for a test: the golden networks, defaults for the rest. */
record DwposeSettings(Map<String, Object> values) {

    static final DwposeSettings DEFAULTS = defaults();

    DwposeSettings with(String name, Object value) {
        Map<String, Object> changed = new TreeMap<>(values);
        changed.put(name, value);
        return new DwposeSettings(changed);
    }

    Settings toSettings() {
        return new Settings(values);
    }

    private static DwposeSettings defaults() {
        Map<String, Object> values = new TreeMap<>();
        for (Setting setting : new DwposePreprocessor().settings()) {
            values.put(setting.name(), setting.parse(setting.defaultValue()));
        }
        return new DwposeSettings(values).with("detector", Golden.DETECTOR).with("pose", Golden.POSE);
    }
}
