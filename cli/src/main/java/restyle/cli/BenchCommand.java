package restyle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.command.Interruption;
import restyle.cli.command.OwnDefaults;
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
import restyle.job.options.Config;
import restyle.job.options.JobOptions;
import restyle.models.runtime.Device;
import restyle.models.runtime.SessionUse;
import restyle.pipeline.Pipeline;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** Measures a whole run: seconds of stages, seconds and arithmetic of networks, loading, peak memory. */
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

    @Option(
            names = "--against",
            paramLabel = "FILE.json",
            description = "Compare with an earlier --json: each number divided by the one in the file.")
    Path against;

    @Mixin
    JobOptions options;

    @Mixin
    OwnDefaults defaults;

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
        Config config = defaults.read(console);
        Optional<JsonNode> earlier = Optional.ofNullable(against).map(this::read);
        try (Interruption interruption = Interruption.watch();
                TemporaryFolder folder = temporaryFolder();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots());
                NetworkCache cache = new NetworkCache()) {
            String clip = input != null ? input : new TestPattern(256, 256).write(folder.path(), length);
            String output = folder.path().resolve("out.mp4").toString();
            Job job = new JobResolver(console.home(), plugins, config)
                    .resolve(ClipRequest.of(clip, Target.fresh(output), options))
                    .job();
            RunSummary summary = Pipeline.restyle(job, plugins, cache, new QuietProgress(console));
            Map<String, SessionUse> uses = cache.uses();
            OptionalLong peak = PeakMemory.bytes(); // of the run alone
            String precision = Device.find(job.compute().device())
                    .precision(job.compute().precision())
                    .toString();
            BenchReport report = new BenchReport(summary, uses, cache.reload(), cache.uses(), precision, peak);
            print(report, earlier.map(values -> BenchRatios.of(values, report.values())));
            return ExitCode.DONE.number();
        }
    }

    private JsonNode read(Path file) {
        try {
            JsonNode values = new ObjectMapper().readTree(file.toFile());
            if (values.hasNonNull("framesPerSecond")) {
                return values;
            }
            throw new JobException("--against: %s is no output of 'restyle bench --json'".formatted(file));
        } catch (IOException e) {
            throw new JobException("--against: %s cannot be read: %s".formatted(file, FileFailure.reason(e)), e);
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

    private void print(BenchReport report, Optional<BenchRatios> ratios) throws IOException {
        if (json) {
            Map<String, Object> values = report.values();
            ratios.ifPresent(found -> values.put("ratios", found.values()));
            console.out().println(new ObjectMapper().writeValueAsString(values));
            return;
        }
        console.out().print(report.text());
        ratios.ifPresent(found -> console.out().print(found.text()));
    }
}
