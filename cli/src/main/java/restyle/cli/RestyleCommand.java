package restyle.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.job.FileHashes;
import restyle.job.Job;
import restyle.job.JobOptions;
import restyle.job.JobResolver;
import restyle.job.PreviewJob;
import restyle.job.Resolved;
import restyle.pipeline.Pipeline;
import restyle.pipeline.Preview;
import restyle.plugins.host.PluginHost;

/** {@code restyle INPUT -o OUTPUT}: the main job. */
@Command(
        name = "restyle",
        description = "Restyles video: a clip goes in, the same clip comes out painted, drawn or animated.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 110,
        subcommands = {
            CompareCommand.class,
            ControlCommand.class,
            ModelsCommand.class,
            PluginsCommand.class,
            StylesCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            CompletionCommand.class
        })
final class RestyleCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "INPUT",
            description = "Video, image, or image sequence (frames/%%05d.png).")
    String input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "File or image sequence; its ending says which kind.")
    String output;

    @Mixin
    JobOptions options;

    @Option(names = "--job", paramLabel = "FILE", description = "The same options as YAML; explicit options win.")
    Path jobFile;

    @Option(names = "--dry-run", description = "Print the resolved job with the hashes of its files, and do nothing.")
    boolean dryRun;

    @Option(
            names = "--preview",
            paramLabel = "N",
            description =
                    "Only N frames of the clip's first window, quickly, as a contact sheet (OUTPUT is a png or jpg).")
    Optional<Integer> preview = Optional.empty();

    @Option(names = "--overwrite", description = "Replace an existing output.")
    boolean overwrite;

    @Mixin
    ProgressOption progress;

    @Spec
    CommandSpec spec;

    private final Console console;

    RestyleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (input == null) {
            throw new ParameterException(spec.commandLine(), "name an INPUT to restyle, and an OUTPUT with -o");
        }
        if (output == null) {
            throw new ParameterException(spec.commandLine(), "where to? Name the OUTPUT with -o");
        }
        try (PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            Resolved resolved = new JobResolver(console.home(), plugins)
                    .resolve(input, output, options, Optional.ofNullable(jobFile), overwrite);
            resolved.warnings().forEach(warning -> console.say("note: " + warning));
            if (dryRun) {
                console.out().print(resolved.toYaml(FileHashes.of(resolved.job())));
                return ExitCode.DONE.number();
            }
            restyle(resolved.job(), plugins);
            return ExitCode.DONE.number();
        }
    }

    private void restyle(Job job, PluginHost plugins) {
        if (preview.isPresent()) {
            Preview.draw(new PreviewJob(job, preview.get()), plugins, progress.of(console));
        } else {
            Pipeline.restyle(job, plugins, progress.of(console));
        }
    }
}
