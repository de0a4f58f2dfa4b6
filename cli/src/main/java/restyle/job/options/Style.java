package restyle.job.options;

import java.util.Locale;

/**
 * A named preset: a job of which only a part is said.
 *
 * @param name what users type after {@code --style}
 * @param options what it decides; anything said explicitly wins
 */
public record Style(String name, JobOptions options) {

    /** Returns whether a user means this style. Dashes are easier to type in a shell than spaces; both mean the same. */
    public boolean isCalled(String other) {
        return folded(name).equals(folded(other));
    }

    /** Returns whether another style has the same name. */
    boolean isCalledAs(Style other) {
        return isCalled(other.name());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ").strip();
    }
}
