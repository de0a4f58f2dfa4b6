package restyle.plugins.host;

import java.util.List;

/** Tells why settings of a plugin cannot be used; every problem at once. */
public final class SettingsException extends PluginException {

    private final transient List<String> problems;

    SettingsException(String plugin, List<String> problems) {
        super("%s: %s".formatted(plugin, String.join("; ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, one line each: the setting, what was expected, what was found. */
    public List<String> problems() {
        return problems;
    }
}
