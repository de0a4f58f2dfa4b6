package restyle.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.command.Interruption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.cli.report.PeakMemory;
import restyle.cli.report.QuietProgress;
import restyle.files.FileFailure;
import restyle.files.TemporaryFolder;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Target;
import restyle.job.check.ClipRequest;
import restyle.job.check.JobResolver;
import restyle.job.options.JobOptions;
import restyle.pipeline.Pipeline;
import restyle.pipeline.RunSummary;
import restyle.pipeline.flow.Stage;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Measures a whole run: seconds per stage, frames per second, peak memory. */
@Command(
        name = "bench",
        description = "Restyles a clip into a temporary file and prints what that took.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchCommand implements ConsoleCommand {

    @Parameters(arity = "0..1", paramLabel = "INPUT", description = "Any clip. Default: a moving test pattern.")
    String input;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "40",
            description = "Frames of the test pattern. Default: 40.")
    int length;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Mixin
    JobOptions options;

    @Spec
    CommandSpec spec;

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (length < 1) {
            throw new ParameterException(spec.commandLine(), "--length: expected 1 or more, found " + length);
        }
        try (Interruption interruption = Interruption.watch();
                TemporaryFolder folder = temporaryFolder();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots());
                NetworkCache cache = new NetworkCache()) {
            String clip = input != null ? input : new TestPattern(256, 256).write(folder.path(), length);
            String output = folder.path().resolve("out.mp4").toString();
            Job job = new JobResolver(console.home(), plugins)
                    .resolve(ClipRequest.of(clip, Target.fresh(output), options))
                    .job();
            RunSummary summary = Pipeline.restyle(job, plugins, cache, new QuietProgress(console.err()));
            print(summary, PeakMemory.bytes());
            return ExitCode.DONE.number();
        }
    }

    /** Without one, nothing can be started. */
    private static TemporaryFolder temporaryFolder() {
        try {
            return TemporaryFolder.create();
        } catch (FileFailure e) {
            throw new JobException(e.getMessage(), e);
        }
    }

    private void print(RunSummary summary, OptionalLong peak) throws IOException {
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("frames", summary.frames());
            result.put("seconds", summary.seconds());
            result.put("framesPerSecond", summary.framesPerSecond());
            result.put("loadSeconds", summary.loadSeconds());
            Map<String, Double> stages = new LinkedHashMap<>();
            summary.stages().forEach((stage, seconds) -> stages.put(stage.toString(), seconds));
            result.put("stageSeconds", stages);
            Map<String, Object> preprocessors = new LinkedHashMap<>();
            summary.preprocessors()
                    .forEach((name, seconds) -> preprocessors.put(
                            name,
                            Map.of(
                                    "seconds", seconds,
                                    "framesPerSecond", summary.frames() / seconds,
                                    "shareOfRun", seconds / summary.seconds())));
            result.put("preprocessors", preprocessors);
            result.put("peakMemoryBytes", peak.isPresent() ? peak.getAsLong() : null);
            console.out().println(new ObjectMapper().writeValueAsString(result));
            return;
        }
        console.out().printf("%-12s %9s %12s%n", "stage", "seconds", "ms per frame");
        console.out().printf(Locale.ROOT, "%-12s %9.2f%n", "load", summary.loadSeconds());
        for (Stage stage : Stage.values()) {
            double seconds = summary.stages().get(stage);
            console.out()
                    .printf(Locale.ROOT, "%-12s %9.2f %12.1f%n", stage, seconds, 1000 * seconds / summary.frames());
        }
        summary.preprocessors()
                .forEach((name, seconds) -> console.out()
                        .printf(
                                Locale.ROOT,
                                "%s: %.1f frames per second, %.0f %% of the run%n",
                                name,
                                summary.frames() / seconds,
                                100 * seconds / summary.seconds()));
        console.out()
                .printf(
                        Locale.ROOT,
                        "%d frames in %.2f s, %.2f frames per second; stages overlap%n",
                        summary.frames(),
                        summary.seconds(),
                        summary.framesPerSecond());
        console.out()
                .println(
                        peak.isPresent()
                                ? String.format(Locale.ROOT, "peak memory %.0f MiB", peak.getAsLong() / 1048576.0)
                                : "peak memory: not counted by this system");
    }
}
