package restyle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import restyle.cli.command.ModelsFolder;
import restyle.cli.command.OwnDefaults;
import restyle.cli.command.ThreadsOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.compare.Comparison;
import restyle.compare.ReportNumbers;
import restyle.compare.ReportPage;
import restyle.compare.VideoDistance;
import restyle.job.Job;
import restyle.job.Problems;
import restyle.job.check.CompareJob;
import restyle.job.check.FvdJob;
import restyle.job.options.Config;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;

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
            description = "One file that works offline in any browser; needed unless there is --fvd.")
    Optional<Path> report = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the numbers of every frame as JSON.")
    Optional<Path> numbers = Optional.empty();

    @Option(
            names = "--fail-if",
            paramLabel = "METRIC>X",
            description =
                    "End with exit code 1 if a number of the JSON is above X, or with METRIC<X below it, such as 'warpErrorRatio>1.5'; may "
                            + "be repeated. METRIC is the mean over the frames, METRIC.min and METRIC.max its ends.")
    List<String> failIf = List.of();

    @Option(
            names = "--image-encoder",
            paramLabel = "FILE|NAME",
            description =
                    "Also measure by CLIP how well neighbouring frames agree in what they show, and A and B: weights of an image encoder with its "
                            + "projection. At most 64 frames, evenly spread, are looked at.")
    Optional<String> imageEncoder = Optional.empty();

    @Option(
            names = "--fvd",
            paramLabel = "I3D.onnx",
            description =
                    "A and B are two folders of videos: print the Frechet video distance between them, by this network. It takes windows of 16 "
                            + "frames, 224x224, in -1..1, as [1,3,16,224,224] or [1,16,224,224,3]. With --json and --fail-if 'fvd>X', without -o.")
    Optional<String> fvd = Optional.empty();

    @Mixin
    ThreadsOption threads;

    @Mixin
    OwnDefaults defaults;

    @Option(names = "--overwrite", description = "Replace existing files.")
    boolean overwrite;

    private final Console console;

    CompareCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        CompareJob.Request request = new CompareJob.Request(a, b, report, numbers, failIf, imageEncoder, overwrite);
        Config config = defaults.read(console, Set.of("models", "threads"));
        JobOptions typed = new JobOptions();
        typed.threads = threads.given();
        JobOptions options = config.below(typed);
        int count = config.locate(typed, () -> {
            Problems problems = new Problems();
            return problems.check("--threads", () -> Job.Compute.threads(options.threads))
                    .orElseThrow(problems::exception);
        });
        ModelLibrary library = ModelsFolder.library(console, options);
        return fvd.isPresent()
                ? distance(FvdJob.resolve(request, fvd.get(), library), count)
                : page(CompareJob.resolve(request, library), count);
    }

    private int page(CompareJob job, int count) {
        Comparison comparison = Comparison.of(job.a(), job.b(), job.imageEncoder(), count, this::notice);
        comparison.notes().forEach(note -> console.say("note: " + note));
        job.numbers().ifPresent(file -> ReportNumbers.write(comparison, file));
        ReportPage.write(comparison, job.report());
        return exit(job.limits().stream()
                .flatMap(limit -> limit.broken(comparison).stream())
                .toList());
    }

    private int distance(FvdJob job, int count) {
        VideoDistance distance = job.measured(count, this::notice);
        console.out()
                .println(String.format(
                        Locale.ROOT,
                        "fvd %.4f (%d windows of A, %d of B, %d features)",
                        distance.fvd(),
                        distance.a().windows(),
                        distance.b().windows(),
                        distance.features()));
        job.numbers().ifPresent(distance::write);
        Map<String, Double> metrics = Map.of(VideoDistance.METRIC, distance.fvd());
        return exit(job.limits().stream()
                .flatMap(limit -> limit.broken(metrics).stream())
                .toList());
    }

    private void notice(String text) {
        console.say("note: " + text);
    }

    private int exit(List<String> broken) {
        broken.forEach(console::say);
        return (broken.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED).number();
    }
}
