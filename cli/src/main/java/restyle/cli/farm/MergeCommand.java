package restyle.cli.farm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import restyle.batch.ClipProgress;
import restyle.cli.command.Interruption;
import restyle.cli.command.ProgressOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.farm.Plan;
import restyle.farm.PlanMerge;
import restyle.farm.PlannedJobs;
import restyle.farm.Segment;
import restyle.farm.SegmentNumbers;
import restyle.farm.submit.ShellWord;
import restyle.pipeline.networks.NetworkCache;
import restyle.plugins.host.PluginHost;

/** {@code restyle merge PLAN}: writes the clips whose segments are there. */
@Command(
        name = "merge",
        description =
                "Joins the segments of a plan to the clips that one run would have written, after looking that every"
                        + " one is there and whole. Those that are not are named, on standard output as --segments takes them,"
                        + " and the exit code is 3.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110)
public final class MergeCommand implements ConsoleCommand {

    private static final long MILLIS_BETWEEN_LOOKS = 500;

    @Mixin
    PlanArgument planned;

    @Option(names = "--overwrite", description = "Replace outputs that are there already.")
    boolean overwrite;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description =
                    "Look again for so long where segments are missing: shared folders may show files late that other"
                            + " machines have written. Default: ${DEFAULT-VALUE}.",
            defaultValue = "0")
    int wait;

    @Mixin
    ProgressOption progress;

    @Spec
    CommandSpec spec;

    private final Console console;

    public MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (wait < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--wait: expected a number of seconds from 0, found " + wait);
        }
        Plan plan = planned.read();
        PlanMerge merge = new PlanMerge(plan);
        awaitSegments(merge);
        List<Integer> ready = new ArrayList<>();
        List<Segment> missing = new ArrayList<>();
        for (int clip = 0; clip < plan.clips().size(); clip++) {
            if (merge.isDone(clip)) {
                console.say(plan.clips().get(clip).output() + " is merged already");
            } else if (!isMissing(merge, clip, missing)) {
                ready.add(clip);
            }
        }
        ExitCode joined = join(plan, merge, ready);
        if (missing.isEmpty()) {
            return joined.number();
        }
        String numbers = SegmentNumbers.of(missing);
        console.say("%d of %d segments have to be made: restyle run %s --segments %s"
                .formatted(missing.size(), plan.segments().size(), ShellWord.path(plan.file()), numbers));
        console.out().println(numbers);
        return ExitCode.FAILED.number();
    }

    /** Waits until every segment has its file; whether they are whole is looked at then. */
    private void awaitSegments(PlanMerge merge) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(wait);
        try (Interruption interruption = Interruption.watch()) {
            while (!merge.hasFiles() && System.nanoTime() < end) {
                Thread.sleep(MILLIS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private boolean isMissing(PlanMerge merge, int clip, List<Segment> missing) {
        List<PlanMerge.Obstacle> obstacles = merge.obstacles(clip);
        for (PlanMerge.Obstacle obstacle : obstacles) {
            console.say("segment %d %s".formatted(obstacle.segment().number(), obstacle.problem()));
            missing.add(obstacle.segment());
        }
        return !obstacles.isEmpty();
    }

    /** Joins some clips; what is wrong with one stops no other. */
    private ExitCode join(Plan plan, PlanMerge merge, List<Integer> clips) throws IOException {
        ClipFailures failures = new ClipFailures(console);
        if (clips.isEmpty()) {
            return failures.worst();
        }
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots());
                NetworkCache cache = new NetworkCache()) {
            PlannedJobs jobs = new PlannedJobs(plan, console.home(), plugins, Optional.empty());
            for (int i = 0; i < clips.size(); i++) {
                int clip = clips.get(i);
                try (ClipProgress told = progress.of(console, new ClipProgress.Place(i + 1, clips.size()))) {
                    merge.merge(clip, jobs.toJoin(plan.clips().get(clip), overwrite), plugins, cache, told);
                } catch (RuntimeException | Error e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw e;
                    }
                    cache.recover(e);
                    failures.add(e);
                }
            }
        }
        return failures.worst();
    }
}
