package restyle.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;

/** Prints a completion script. */
@Command(
        name = "completion",
        description = "Prints a completion script: source <(restyle completion bash)",
        mixinStandardHelpOptions = true)
final class CompletionCommand implements ConsoleCommand {

    /** Shells that one script serves: zsh loads it through bashcompinit, as the script itself arranges. */
    enum Shell {
        BASH,
        ZSH
    }

    @Parameters(paramLabel = "bash|zsh", description = "Your shell.")
    Shell shell;

    @Spec
    CommandSpec spec;

    private final Console console;

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(AutoComplete.bash("restyle", spec.root().commandLine()));
        console.out().flush();
        return ExitCode.DONE.number();
    }
}
