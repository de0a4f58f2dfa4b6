package restyle.cli.command;

import picocli.CommandLine.Option;
import restyle.batch.ClipProgress;
import restyle.cli.report.BarProgress;
import restyle.cli.report.Console;
import restyle.cli.report.JsonProgress;
import restyle.cli.report.QuietProgress;

/** How a command tells that it gets on. */
public final class ProgressOption {

    /** What {@code --progress} takes. */
    public enum Kind {
        AUTO,
        BAR,
        JSON,
        NONE
    }

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|json|none",
            description = "json: one object a line on standard output. Default: a bar on a terminal.")
    Kind kind = Kind.AUTO;

    /** Progress of a run's only clip. */
    public ClipProgress of(Console console) {
        return of(console, ClipProgress.Place.ONLY);
    }

    public ClipProgress of(Console console, ClipProgress.Place place) {
        return switch (kind) {
            case BAR -> new BarProgress(console.err(), place);
            case JSON -> new JsonProgress(console.out(), place);
            case NONE -> new QuietProgress(console.err(), false, place);
            case AUTO ->
                console.terminal()
                        ? new BarProgress(console.err(), place)
                        : new QuietProgress(console.err(), true, place);
        };
    }

    /** Whether a program reads standard output. */
    public boolean isJson() {
        return kind == Kind.JSON;
    }
}
