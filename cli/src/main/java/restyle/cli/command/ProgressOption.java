package restyle.cli.command;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;
import restyle.batch.ClipProgress;
import restyle.cli.report.BarProgress;
import restyle.cli.report.Console;
import restyle.cli.report.JsonProgress;
import restyle.cli.report.PercentProgress;
import restyle.cli.report.QuietProgress;
import restyle.cli.report.TextProgress;

/** How a command tells that it gets on. */
public final class ProgressOption {

    /** What {@code --progress} takes. */
    public enum Kind {
        AUTO,
        BAR,
        TEXT,
        JSON,
        OPENJD,
        DEADLINE,
        NONE;

        /** Returns the word that users type, for messages and completion. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<Kind, PercentProgress.Lines> LINES =
            Map.of(Kind.OPENJD, PercentProgress.OPENJD, Kind.DEADLINE, PercentProgress.DEADLINE);

    @Option(
            names = "--progress",
            paramLabel = "auto|bar|text|json|openjd|deadline|none",
            description = "text: a line for a log now and then. On standard output: json, one object a line;"
                    + " openjd and deadline, lines that these farms read. Default: a bar on a terminal.")
    Kind kind = Kind.AUTO;

    /** Makes what shows the progress of a run's only clip. */
    public ClipProgress of(Console console) {
        return of(console, ClipProgress.Place.ONLY);
    }

    public ClipProgress of(Console console, ClipProgress.Place place) {
        return switch (kind) {
            case BAR -> new BarProgress(console, place);
            case TEXT -> new TextProgress(console, place);
            case OPENJD, DEADLINE -> new PercentProgress(console, place, LINES.get(kind));
            case JSON -> new JsonProgress(console.out(), place);
            case NONE -> new QuietProgress(console, false, place);
            case AUTO -> console.terminal() ? new BarProgress(console, place) : new QuietProgress(console, true, place);
        };
    }

    /** Returns whether a program reads standard output. */
    public boolean isJson() {
        return kind == Kind.JSON;
    }
}
