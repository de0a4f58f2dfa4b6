package restyle.cli;

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
        FISH
    }

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
        String script = shell == Shell.FISH
                ? new FishCompletion(spec.root()).script()
                : AutoComplete.bash("restyle", spec.root().commandLine());
        console.out().print(script);
        console.out().flush();
        return ExitCode.DONE.number();
    }
}
