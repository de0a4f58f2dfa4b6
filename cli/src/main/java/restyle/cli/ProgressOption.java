package restyle.cli;

import picocli.CommandLine.Option;
import restyle.pipeline.Progress;

/** How a command tells that it gets on. */
final class ProgressOption {

    /** What {@code --progress} takes. */
    enum Kind {
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

    Progress of(Console console) {
        return switch (kind) {
            case BAR -> new BarProgress(console.err());
            case JSON -> new JsonProgress(console.out());
            case NONE -> new QuietProgress(console.err(), false);
            case AUTO -> console.terminal() ? new BarProgress(console.err()) : new QuietProgress(console.err(), true);
        };
    }
}
