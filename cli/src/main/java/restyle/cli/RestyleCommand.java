package restyle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import restyle.batch.BatchOutcome;
import restyle.batch.BatchPlan;
import restyle.batch.BatchPlanner;
import restyle.batch.BatchRun;
import restyle.batch.BatchTasks;
import restyle.batch.ClipResult;
import restyle.batch.ClipResult.Status;
import restyle.batch.ExistingOutputs;
import restyle.batch.PlannedClip;
import restyle.cli.command.BatchConsole;
import restyle.cli.command.ClipArguments;
import restyle.cli.command.Interruption;
import restyle.cli.command.ProgressOption;
import restyle.cli.config.ConfigCommand;
import restyle.cli.farm.MergeCommand;
import restyle.cli.farm.PlanCommand;
import restyle.cli.farm.RunCommand;
import restyle.cli.farm.SubmitCommand;
import restyle.cli.help.HelpCommand;
import restyle.cli.plugins.PluginsCommand;
import restyle.cli.report.Console;
import restyle.cli.report.ExitCode;
import restyle.cli.report.ReportFile;
import restyle.files.FileIdentity;
import restyle.job.FileHashes;
import restyle.job.check.FileConflicts;
import restyle.job.check.JobResolver;
import restyle.job.options.BundledModels;
import restyle.job.options.Config;
import restyle.media.MediaPath;
import restyle.plugins.host.PluginHost;

/** {@code restyle INPUT -o OUTPUT}: the main job. */
@Command(
        name = "restyle",
        description = "Restyles video: a clip goes in, the same clip comes out painted, drawn or animated.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpWidth = 110,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all done",
            "1:some inputs of a batch failed, the rest are done",
            "2:wrong usage, or a job that cannot run; nothing was started",
            "3:a job failed",
            "75:a job failed, and a retry may cure it: memory, a device or space on a disk ran out",
            "130, 143:interrupted; --resume goes on"
        },
        footer = "%nMore: restyle help files|styles|jobs|config|exit-codes",
        subcommands = {
            CompareCommand.class,
            ControlCommand.class,
            ModelsCommand.class,
            PluginsCommand.class,
            StylesCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            PlanCommand.class,
            RunCommand.class,
            SubmitCommand.class,
            MergeCommand.class,
            ConfigCommand.class,
            CompletionCommand.class,
            HelpCommand.class
        })
final class RestyleCommand implements Callable<Integer> {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description = "File or image sequence; its ending says which kind. Several clips go to a directory.")
    String output;

    @Mixin
    ClipArguments clips;

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
        ExistingOutputs existing = batch.existing(spec.commandLine());
        BatchTasks found = clips.tasks(Optional.ofNullable(output), console);
        Config config = clips.config(console.home());
        BatchConsole batchConsole = new BatchConsole(console, progress);
        config.paths().forEach(file -> batchConsole.note("defaults are taken from " + file));
        found.notes().forEach(batchConsole::note);
        Optional<ReportFile> report = batch.reportFile();
        Optional<String> noReport = report.flatMap(ReportFile::problem);
        noReport.ifPresent(console::say);
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            JobResolver resolver = new JobResolver(console.home(), plugins, config);
            BatchPlan plan =
                    new BatchPlanner(resolver, clips.options(), existing, preview, batchConsole).plan(found.tasks());
            Optional<String> replacing = report.flatMap(file -> replacing(file, plan));
            replacing.ifPresent(console::say);
            if (noReport.isPresent() || replacing.isPresent()) {
                return ExitCode.USAGE.number();
            } else if (dryRun) {
                return show(plan, batchConsole).number();
            }
            BatchOutcome outcome = new BatchRun(plugins, existing, batchConsole).run(plan);
            Thread.interrupted(); // what is left to do is to be done
            batchConsole.finish(found.tasks().size(), report);
            return exit(outcome).number();
        }
    }

    /** The report must not take the place of a file that is read, nor that of a result: it is written last. */
    private Optional<String> replacing(ReportFile report, BatchPlan plan) {
        Path place = FileIdentity.destination(report.path());
        boolean result = plan.clips().stream()
                .map(clip -> clip.resolved().job().output())
                .flatMap(written ->
                        Stream.concat(Stream.of(MediaPath.output(written.path()).path()), written.latents().stream()))
                .anyMatch(file -> FileIdentity.destination(file).equals(place));
        if (result) {
            return Optional.of(
                    "--report %s: is where a result of this run goes; name another file".formatted(report.path()));
        }
        FileConflicts conflicts = new FileConflicts();
        plan.clips().forEach(clip -> conflicts.reads(clip.resolved().job()));
        clips.jobFile().ifPresent(file -> conflicts.reads("--job", List.of(file)));
        return conflicts.problem(new FileConflicts.Written("--report " + report.path(), List.of(report.path())));
    }

    /** Prints the jobs that can run, as YAML documents that {@code --job} reads. */
    private ExitCode show(BatchPlan plan, BatchConsole batchConsole) {
        boolean whole = plan.settled().stream().allMatch(result -> result.status() == Status.SKIPPED);
        String separator = "";
        for (PlannedClip planned : plan.clips()) {
            try {
                String job = planned.resolved()
                        .toYaml(BundledModels.of(console.home())
                                .named(FileHashes.of(planned.resolved().job())));
                console.data().print(separator + job);
                separator = "---\n";
            } catch (RuntimeException e) {
                batchConsole.ended(ClipResult.failed(planned.clip(), batchConsole.explain(e), false));
                whole = false;
            }
        }
        return whole ? ExitCode.DONE : ExitCode.USAGE;
    }

    private static ExitCode exit(BatchOutcome outcome) {
        if (outcome.count(Status.INTERRUPTED) > 0) {
            return ExitCode.INTERRUPTED;
        } else if (outcome.count(Status.FAILED) == 0) {
            return ExitCode.DONE;
        } else if (outcome.results().size() == 1 && outcome.results().get(0).temporary()) {
            return ExitCode.TEMPORARY;
        } else if (!outcome.started() && outcome.count(Status.SKIPPED) == 0) {
            return ExitCode.USAGE;
        }
        return outcome.results().size() == 1 ? ExitCode.FAILED : ExitCode.SOME_FAILED;
    }
}
