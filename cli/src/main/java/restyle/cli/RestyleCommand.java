package restyle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.batch.ClipFinder;
import restyle.batch.ClipPath;
import restyle.cli.report.Console;
import restyle.job.Job;
import restyle.job.JobException;
import restyle.job.Target;
import restyle.job.check.JobResolver;
import restyle.job.check.PreviewJob;
import restyle.job.check.ResolvedJob;
import restyle.job.options.JobOptions;
import restyle.pipeline.Pipeline;
import restyle.pipeline.Preview;
import restyle.pipeline.Progress;
import restyle.pipeline.RunSummary;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;
import restyle.resume.RunState;

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
            arity = "0..*",
            paramLabel = "INPUT",
            description =
                    "Videos, images, image sequences (frames/%%05d.png), directories (every video in them), patterns "
                            + "('*.mov'), or - for a list on standard input.")
    List<String> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "File or image sequence; its ending says which kind. Several clips go to a directory.")
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

    @Mixin
    BatchOptions batch;

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
        if (inputs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name an INPUT to restyle, and an OUTPUT with -o");
        }
        if (output == null) {
            throw new ParameterException(spec.commandLine(), "where to? Name the OUTPUT with -o");
        }
        if (batch.skipExisting && (batch.overwrite || batch.resume)) {
            throw new ParameterException(
                    spec.commandLine(), "--skip-existing contradicts --overwrite and is part of --resume");
        }
        List<ClipPath> clips = ClipFinder.find(listed(), output);
        if (clips.size() > 1 && options.saveLatents != null) {
            throw new ParameterException(
                    spec.commandLine(), "--save-latents names one file, found %d clips".formatted(clips.size()));
        }
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            JobResolver resolver = new JobResolver(console.home(), plugins);
            ClipWork work = preview.isPresent() ? this::draw : Pipeline::restyle;
            BatchRun run = new BatchRun(console, plugins, batch, progress, work);
            Function<ClipPath, ResolvedJob> resolve = clip -> resolve(resolver, clip);
            return (dryRun ? run.show(clips, resolve) : run.run(clips, resolve)).number();
        }
    }

    /** The inputs, with the lines of standard input in place of {@code -}. */
    private List<String> listed() throws IOException {
        List<String> all = new ArrayList<>();
        for (String input : inputs) {
            if (input.equals("-")) {
                new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(all::add);
            } else {
                all.add(input);
            }
        }
        if (all.isEmpty()) {
            throw new JobException("the list on standard input is empty; expected a path on each line");
        }
        return all;
    }

    private ResolvedJob resolve(JobResolver resolver, ClipPath clip) {
        boolean inDirectory = !clip.output().equals(output);
        // What is there then is the run's own: it was cut off while it gave names to pictures, or before it could tidy
        // up.
        boolean continues = batch.resume && RunState.isThere(clip.output());
        Target target = new Target(clip.output(), batch.overwrite || continues, batch.resume, inDirectory);
        ResolvedJob resolved = resolver.resolve(clip.input(), target, options, Optional.ofNullable(jobFile));
        preview.ifPresentOrElse(frames -> new PreviewJob(resolved.job(), frames), resolved::checkFrames);
        return resolved;
    }

    private RunSummary draw(Job job, PluginHost plugins, NetworkCache cache, Progress told) {
        return Preview.draw(new PreviewJob(job, preview.orElseThrow()), plugins, cache, told);
    }
}
