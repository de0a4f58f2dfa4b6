package restyle.plugins.host;

import org.pf4j.DefaultVersionManager;

/**
 * A semantic version, of a plugin or of restyle.
 *
 * @param text such as {@code 1.2.0} or {@code 2.0.0-beta}
 * @see <a href="https://semver.org/spec/v2.0.0.html">Semantic Versioning 2.0.0</a>
 */
public record PluginVersion(String text) implements Comparable<PluginVersion> {

    private static final String PATTERN = "\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}([+-].+)?";

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the text is no semantic version
     */
    public PluginVersion {
        if (!text.matches(PATTERN)) {
            throw new IllegalArgumentException("expected a version such as 1.0.0, found '%s'".formatted(text));
        }
    }

    /** Tells whether it is meant for everybody: {@code 2.0.0-beta} is not. */
    public boolean isFinal() {
        return !text.split("\\+", 2)[0].contains("-");
    }

    /** Puts versions in order, the newest last. */
    @Override
    public int compareTo(PluginVersion other) {
        try {
            return new DefaultVersionManager().compareVersions(text, other.text);
        } catch (RuntimeException e) {
            return text.compareTo(
                    other.text); // of what comes after the numbers, the specification allows less than is seen
        }
    }

    /** Returns the version as it is written. */
    @Override
    public String toString() {
        return text;
    }
}
