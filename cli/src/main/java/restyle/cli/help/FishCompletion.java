package restyle.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completion script for fish, which picocli does not write: every command under those before it, every option with the words that
 * it takes.
 *
 * @param root the whole command line
 */
public record FishCompletion(CommandSpec root) {

    /** Returns the script: one {@code complete} a line. */
    public String script() {
        List<String> lines = new ArrayList<>();
        lines.add("# fish completion for " + root.name());
        add(root, List.of(), lines);
        return String.join("\n", lines) + "\n";
    }

    private void add(CommandSpec command, List<String> path, List<String> lines) {
        Map<String, CommandSpec> below = new LinkedHashMap<>();
        command.subcommands().forEach((name, line) -> {
            if (!line.getCommandSpec().usageMessage().hidden()) {
                below.put(name, line.getCommandSpec());
            }
        });
        List<String> conditions = new ArrayList<>();
        path.forEach(name -> conditions.add("__fish_seen_subcommand_from " + name));
        if (!below.isEmpty()) {
            conditions.add("not __fish_seen_subcommand_from " + String.join(" ", below.keySet()));
        }
        String here = "complete -c " + root.name()
                + (conditions.isEmpty() ? "" : " -n " + quoted(String.join("; and ", conditions)));
        below.forEach((name, spec) ->
                lines.add(here + " -a " + name + described(spec.usageMessage().description())));
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                lines.add(here + names(option) + words(option) + described(option.description()));
            }
        }
        below.forEach((name, spec) ->
                add(spec, Stream.concat(path.stream(), Stream.of(name)).toList(), lines));
    }

    private static String names(OptionSpec option) {
        return Stream.of(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
    }

    /** Says that a value follows, and the words that it may be: those of its type, or of its label. */
    private static String words(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        Stream<String> words = option.completionCandidates() != null
                ? StreamSupport.stream(option.completionCandidates().spliterator(), false)
                : Stream.of(option.paramLabel().split("\\|"));
        String known = words.filter(word -> word.matches("[a-z][a-z0-9-]+")).collect(Collectors.joining(" "));
        return " -r" + (known.isEmpty() ? "" : " -a " + quoted(known));
    }

    private static String described(String... description) {
        String all = CommandLine.Help.Ansi.OFF
                .string(String.join(" ", description).replace("%%", "%"))
                .strip();
        int end = all.indexOf(". ");
        return all.isEmpty() ? "" : " -d " + quoted(end < 0 ? all : all.substring(0, end));
    }

    /** In single quotes, fish takes only a backslash and the quote itself for something else. */
    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
