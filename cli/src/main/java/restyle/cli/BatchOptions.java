package restyle.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import restyle.batch.ExistingOutputs;
import restyle.cli.report.ReportFile;

/** What a run does with outputs that are there already, and where it reports. */
final class BatchOptions {

    @Option(names = "--overwrite", description = "Replace an existing output.")
    boolean overwrite;

    @Option(
            names = "--skip-existing",
            description = "Leave clips out whose output is there already, or is being written by another run.")
    boolean skipExisting;

    @Option(
            names = "--resume",
            description = "Continue where an interrupted run stopped; clips that are done are left out.")
    boolean resume;

    @Option(names = "--report", paramLabel = "FILE", description = "Also write what became of each clip, as JSON.")
    Path report;

    /** @throws ParameterException if they contradict each other */
    ExistingOutputs existing(CommandLine command) {
        if (skipExisting && (overwrite || resume)) {
            throw new ParameterException(
                    command, "--skip-existing contradicts --overwrite and is part of --resume; give one of them");
        }
        return new ExistingOutputs(overwrite, skipExisting, resume);
    }

    Optional<ReportFile> reportFile() {
        return Optional.ofNullable(report).map(ReportFile::new);
    }
}
