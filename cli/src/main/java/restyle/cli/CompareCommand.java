package restyle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import restyle.cli.command.ThreadsOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.compare.Comparison;
import restyle.compare.ReportNumbers;
import restyle.compare.ReportPage;
import restyle.job.check.CompareJob;

/** Puts two clips beside each other. */
@Command(
        name = "compare",
        description =
                "Makes a page with both clips beside each other: how much each flickers and drifts, how well B keeps A's outlines and motion, how "
                        + "alike they are.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:compared", "1:a --fail-if holds", "2:cannot be compared"},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements ConsoleCommand {

    @Parameters(index = "0", paramLabel = "A", description = "The clip to measure against: the source.")
    String a;

    @Parameters(index = "1", paramLabel = "B", description = "The other: what was made of it.")
    String b;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "REPORT.html",
            required = true,
            description = "One file that works offline in any browser.")
    Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the numbers of every frame as JSON.")
    Optional<Path> numbers = Optional.empty();

    @Option(
            names = "--fail-if",
            paramLabel = "METRIC>X",
            description =
                    "End with exit code 1 if a number of the JSON is above X, or with METRIC<X below it, such as 'warpErrorRatio>1.5'; may "
                            + "be repeated. METRIC is the mean over the frames, METRIC.min and METRIC.max its ends.")
    List<String> failIf = List.of();

    @Mixin
    ThreadsOption threads;

    @Option(names = "--overwrite", description = "Replace existing files.")
    boolean overwrite;

    private final Console console;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CompareJob job = CompareJob.resolve(a, b, report, numbers, failIf, overwrite);
        Comparison comparison =
                Comparison.of(job.a(), job.b(), threads.count(), notice -> console.say("note: " + notice));
        comparison.notes().forEach(note -> console.say("note: " + note));
        job.numbers().ifPresent(file -> ReportNumbers.write(comparison, file));
        ReportPage.write(comparison, job.report());
        List<String> broken = job.limits().stream()
                .flatMap(limit -> limit.broken(comparison).stream())
                .toList();
        broken.forEach(console::say);
        return (broken.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED).number();
    }
}
