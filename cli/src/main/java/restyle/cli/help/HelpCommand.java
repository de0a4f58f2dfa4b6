package restyle.cli.help;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;

/** Tells about a topic, or about a command as its {@code --help} does. */
@Command(
        name = "help",
        description = "Tells about a topic, such as files, styles, jobs, config or exit-codes, or about a command.",
        mixinStandardHelpOptions = true)
public final class HelpCommand implements ConsoleCommand {

    @Parameters(arity = "0..*", paramLabel = "TOPIC", description = "A topic, or a command and those below it.")
    List<String> words = List.of();

    @Spec
    CommandSpec spec;

    private final Console console;

    /** Prints to a console. */
    public HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<Topic> topic = words.size() == 1 ? Topic.named(words.get(0)) : Optional.empty();
        if (topic.isPresent()) {
            console.out().print(topic.get().text());
        } else if (words.isEmpty()) {
            console.out().println("restyle help TOPIC tells about:");
            for (Topic each : Topic.values()) {
                console.out().printf("  %-11s %s%n", each.word(), each.summary());
            }
            console.out()
                    .println(
                            "restyle help COMMAND, or restyle COMMAND --help, tells about a command; restyle --help lists them.");
        } else {
            command().usage(console.outWriter());
        }
        return ExitCode.DONE.number();
    }

    private CommandLine command() {
        CommandLine found = spec.root().commandLine();
        for (String word : words) {
            found = found.getSubcommands().get(word);
            if (found == null) {
                String topics = String.join(
                        ", ", List.of(Topic.values()).stream().map(Topic::word).toList());
                throw new ParameterException(
                        spec.commandLine(),
                        "no topic or command '%s'; topics are: %s".formatted(String.join(" ", words), topics));
            }
        }
        return found;
    }
}
