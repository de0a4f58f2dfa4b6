package restyle.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a run does with outputs that are there already, and where it reports. */
final class BatchOptions {

    @Option(names = "--overwrite", description = "Replace an existing output.")
    boolean overwrite;

    @Option(names = "--skip-existing", description = "Leave clips out whose output is there already.")
    boolean skipExisting;

    @Option(
            names = "--resume",
            description = "Go on where an interrupted run stopped; clips that are done are left out.")
    boolean resume;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write what became of each clip, as JSON.")
    Path report;
}
