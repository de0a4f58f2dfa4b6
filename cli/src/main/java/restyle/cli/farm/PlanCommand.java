package restyle.cli.farm;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import restyle.batch.BatchPlan;
import restyle.batch.BatchPlanner;
import restyle.batch.BatchTasks;
import restyle.batch.ClipTask;
import restyle.batch.ExistingOutputs;
import restyle.cli.command.BatchConsole;
import restyle.cli.command.ClipArguments;
import restyle.cli.command.Interruption;
import restyle.cli.command.ProgressOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.farm.Plan;
import restyle.farm.PlanFile;
import restyle.farm.PlanMaker;
import restyle.job.check.JobResolver;
import restyle.plugins.host.PluginHost;

/** {@code restyle plan INPUT... -o DIR}: what many machines will make together. */
@Command(
        name = "plan",
        description =
                "Divides a job into segments, for many machines: writes DIR/plan.yaml. Takes every option of restyle"
                        + " itself; 'restyle run' makes segments, 'restyle merge' joins them to the same bytes as one run.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110)
public final class PlanCommand implements ConsoleCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Folder for plan.yaml and the segments; all machines must see it. Merged clips go there too.")
    Path folder;

    @Option(
            names = "--result",
            paramLabel = "OUTPUT",
            description =
                    "Where merged clips go instead: what restyle itself takes for -o. Its ending says which kind.")
    Optional<String> result = Optional.empty();

    @Option(
            names = "--segment",
            paramLabel = "FRAMES",
            description = "About how many frames a segment has. Default: ${DEFAULT-VALUE}.",
            defaultValue = "" + PlanMaker.DEFAULT_SEGMENT)
    int segment;

    @Option(names = "--overwrite", description = "Replace an existing plan, and let merge replace existing outputs.")
    boolean overwrite;

    @Mixin
    ClipArguments clips;

    @Spec
    CommandSpec spec;

    private final Console console;

    public PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (segment < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--segment: expected a number of frames from 1, found " + segment);
        }
        String output = result.orElse(folder + File.separator);
        BatchTasks found = clips.tasks(Optional.of(output), console);
        BatchConsole told = new BatchConsole(console, new ProgressOption());
        found.notes().forEach(told::note);
        ExistingOutputs existing = new ExistingOutputs(overwrite, false, false);
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            JobResolver resolver = new JobResolver(console.home(), plugins, clips.config(console.home()));
            List<ClipTask> tasks = found.tasks().stream()
                    .map(task -> new ClipTask(task.clip(), task.document(), true))
                    .toList();
            BatchPlan jobs = new BatchPlanner(resolver, clips.options(), existing, Optional.empty(), told).plan(tasks);
            if (!jobs.settled().isEmpty() || jobs.clips().isEmpty()) {
                return ExitCode.USAGE.number();
            }
            Plan plan = new PlanMaker(plugins, segment, told::note).plan(folder.resolve(PlanFile.NAME), jobs.clips());
            return write(plan);
        }
    }

    private int write(Plan plan) {
        if (Files.exists(plan.file()) && !overwrite && !PlanFile.isSame(plan)) {
            console.say("-o %s: already has another plan; name another folder, or use --overwrite to replace it"
                    .formatted(folder));
            return ExitCode.USAGE.number();
        }
        PlanFile.write(plan);
        String diffused = plan.frames() == plan.shown() ? "" : ", " + plan.frames() + " of them diffused";
        console.say("%s: %d %s, %d frames%s, segments 0-%d"
                .formatted(
                        plan.file(),
                        plan.clips().size(),
                        plan.clips().size() == 1 ? "clip" : "clips",
                        plan.shown(),
                        diffused,
                        plan.segments().size() - 1));
        return ExitCode.DONE.number();
    }
}
