package restyle.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.help.FishCompletion;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = "Prints a completion script: source <(restyle completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements ConsoleCommand {

    /** Shells; one script serves the first two: zsh loads it through bashcompinit, as the script itself arranges. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        /** Returns the word that users type, for messages and completion. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For a folder of {@code fpath}, too: there the script is a function, where the alias that it makes for itself is not looked at. */
    private static final String ZSH_BEGIN = "#compdef restyle\n(( $+functions[compopt] )) || compopt() { :; }\n";

    /** Answers what the function was called for, which was to be a completion already. */
    private static final String ZSH_END =
            "\nif [[ $funcstack[1] == _restyle ]]; then _bash_complete -o default -F _complete_restyle; fi\n";

    @Parameters(paramLabel = "bash|zsh|fish", description = "Your shell.")
    Shell shell;

    @Spec
    CommandSpec spec;

    private final Console console;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        String bash = AutoComplete.bash("restyle", spec.root().commandLine());
        console.out()
                .print(
                        switch (shell) {
                            case BASH -> bash;
                            case ZSH -> ZSH_BEGIN + bash + ZSH_END;
                            case FISH -> new FishCompletion(spec.root()).script();
                        });
        console.out().flush();
        return ExitCode.DONE.number();
    }
}
