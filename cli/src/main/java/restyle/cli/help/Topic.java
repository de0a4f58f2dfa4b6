package restyle.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code restyle help} can tell about, beside the commands. */
public enum Topic {
    /** Inputs, outputs, names of models. */
    FILES("inputs, outputs, names of models"),
    /** Looks that have a name. */
    STYLES("looks that have a name"),
    /** Options of a job as YAML. */
    JOBS("the options of a job as YAML"),
    /** Defaults of the user. */
    CONFIG("defaults of your own"),
    /** What the process returns. */
    EXIT_CODES("what scripts can rely on");

    private final String summary;

    Topic(String summary) {
        this.summary = summary;
    }

    /** Returns the word that users type. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what it is about, in a few words. */
    public String summary() {
        return summary;
    }

    /** Reads what there is to say. */
    public String text() {
        String file = word() + ".txt";
        try (InputStream text = Topic.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("the build left out " + file);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Finds a topic by the word that was typed. */
    public static Optional<Topic> named(String word) {
        return Stream.of(values()).filter(topic -> topic.word().equals(word)).findFirst();
    }

    /** Finds the topic that says more about what is wrong with a job, if one does. */
    public static Optional<Topic> about(String problem) {
        if (problem.startsWith("--job:")) {
            return Optional.of(JOBS);
        } else if (problem.startsWith("--style:") || problem.contains("styles.yaml")) {
            return Optional.of(STYLES);
        } else if (problem.contains("config.yaml, line") || problem.contains("restyle.yaml, line")) {
            return Optional.of(CONFIG);
        }
        return Optional.empty();
    }
}
