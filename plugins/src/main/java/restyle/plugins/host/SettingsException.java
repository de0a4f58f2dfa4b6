package restyle.plugins.host;

import java.util.List;

/** Settings of a preprocessor that cannot be used; every problem at once. */
public final class SettingsException extends PluginException {

    private final transient List<String> problems;

    SettingsException(String preprocessor, List<String> problems) {
        super("%s: %s".formatted(preprocessor, String.join("; ", problems)));
        this.problems = List.copyOf(problems);
    }

    /** One line each: the setting, what was expected, what was found. */
    public List<String> problems() {
        return problems;
    }
}
