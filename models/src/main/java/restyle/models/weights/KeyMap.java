package restyle.models.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Translates names of tensors by a table of rules: the first rule that matches the whole name decides. Immutable. */
public final class KeyMap {
    /** Leaves every name as it is. */
    public static final KeyMap SAME = new KeyMap(List.of()).rule(".*", "$0");

    /** Knows no name. */
    public static final KeyMap NONE = new KeyMap(List.of());

    private final List<Rule> rules;
    private final NameMemory<Optional<String>> known = new NameMemory<>(this::find);

    private record Rule(Pattern pattern, Function<Matcher, String> name) {}

    private KeyMap(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * Returns this table and, after it: names that match {@code pattern} become {@code template}, where $1, $2 are the pattern's
     * groups.
     */
    public KeyMap rule(String pattern, String template) {
        return with(new Rule(Pattern.compile(pattern), matcher -> matcher.replaceFirst(template)));
    }

    /** Returns this table and, after it: names that match {@code pattern} become what {@code name} makes of the match. */
    public KeyMap compute(String pattern, Function<MatchResult, String> name) {
        return with(new Rule(Pattern.compile(pattern), name::apply));
    }

    /** Returns this table, its results translated by {@code next}. */
    public KeyMap then(KeyMap next) {
        return NONE.with(new Rule(
                Pattern.compile(".*"),
                matcher -> rename(matcher.group()).flatMap(next::rename).orElse(null)));
    }

    private KeyMap with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new KeyMap(List.copyOf(more));
    }

    /** Returns the name that replaces {@code name}, or empty if the table does not know it. */
    public Optional<String> rename(String name) {
        return known.get(name);
    }

    private Optional<String> find(String name) {
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern.matcher(name);
            if (matcher.matches()) {
                return Optional.ofNullable(rule.name.apply(matcher));
            }
        }
        return Optional.empty();
    }
}
