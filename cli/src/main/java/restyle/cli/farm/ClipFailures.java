package restyle.cli.farm;

import java.util.List;
import restyle.cli.command.Errors;
import restyle.cli.report.Console;
import restyle.cli.report.ExitCode;

/** Says what is wrong with single clips of a plan, and keeps what the process returns for all of them. */
final class ClipFailures {

    /** The worst last: what a retry cannot cure is not hidden by what it may. */
    private static final List<ExitCode> RANKS =
            List.of(ExitCode.DONE, ExitCode.TEMPORARY, ExitCode.USAGE, ExitCode.FAILED);

    private final Console console;
    private ExitCode worst = ExitCode.DONE;

    ClipFailures(Console console) {
        this.console = console;
    }

    /** Says what is wrong with one. */
    void add(Throwable failure) {
        new Errors(console).explain(failure).forEach(console::say);
        ExitCode code = Errors.exit(failure);
        worst = RANKS.indexOf(code) > RANKS.indexOf(worst) ? code : worst;
    }

    ExitCode worst() {
        return worst;
    }
}
