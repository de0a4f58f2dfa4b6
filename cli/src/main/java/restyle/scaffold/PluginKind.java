package restyle.scaffold;

import java.util.Locale;

/** What a new plugin is to be. */
public enum PluginKind {
    PREPROCESSOR("Preprocessor"),
    FINISHER("Finisher");

    private final String type;

    PluginKind(String type) {
        this.type = type;
    }

    /** Returns the interface that it implements, which its classes' names end with. */
    public String type() {
        return type;
    }

    /** Returns the word that users type. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
