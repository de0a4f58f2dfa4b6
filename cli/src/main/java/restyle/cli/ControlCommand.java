package restyle.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import restyle.batch.ClipProgress;
import restyle.cli.command.OwnDefaults;
import restyle.cli.command.ProgressOption;
import restyle.cli.command.ThreadsOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.job.Target;
import restyle.job.check.MapJob;
import restyle.job.options.Config;
import restyle.job.options.JobOptions;
import restyle.media.MediaPath;
import restyle.pipeline.MapRun;
import restyle.plugins.host.PluginHost;

/** Runs one preprocessor alone. */
@Command(
        name = "control",
        description = "Runs one preprocessor alone, to look at its maps or to reuse them with --control file,map=MAPS.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ControlCommand implements ConsoleCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "A preprocessor; 'restyle plugins list' names them.")
    String name;

    @Parameters(index = "1", paramLabel = "INPUT", description = "Video, image, or image sequence.")
    String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MAPS",
            required = true,
            description = "Video, image, or image sequence (maps/%%05d.png keeps every value).")
    String output;

    @Option(names = "--set", paramLabel = "key=value", description = "A setting of the preprocessor; may be repeated.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--cuts", paramLabel = "auto|off|T", description = "Scenes that reset it. Default: auto.")
    String cuts;

    @Option(names = "--models", paramLabel = "DIR", description = "Where model names are looked up.")
    String models;

    @Option(names = "--device", paramLabel = "auto|cpu|cuda[:N]|ep:LIBRARY[:DEVICE]", description = "Default: auto.")
    String device;

    @Mixin
    ThreadsOption threads;

    @Option(names = "--overwrite", description = "Replace an existing output.")
    boolean overwrite;

    @Mixin
    OwnDefaults defaults;

    @Mixin
    ProgressOption progress;

    private final Console console;

    ControlCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Config config = defaults.read(console, Set.of("cuts", "models", "device", "threads"));
        JobOptions typed = typed();
        MapJob.Request request = new MapJob.Request(
                name, input, new Target(output, overwrite, false, false), settings, config.below(typed));
        try (PluginHost plugins = PluginHost.open(console.home().pluginRoots());
                ClipProgress clip = progress.of(console)) {
            MapJob job = config.locate(typed, () -> MapJob.resolve(request, plugins, console.home()));
            new MapRun(plugins.preprocessor(name), job.settings(), job.cuts(), job.compute())
                    .run(MediaPath.input(input), MediaPath.output(output), clip);
            return ExitCode.DONE.number();
        }
    }

    private JobOptions typed() {
        JobOptions options = new JobOptions();
        options.cuts = cuts;
        options.models = models;
        options.device = device;
        options.threads = threads.given();
        return options;
    }
}
