package restyle.cli.farm;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import restyle.cli.command.Interruption;
import restyle.cli.command.ProgressOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.farm.Plan;
import restyle.farm.PlannedJobs;
import restyle.farm.Segment;
import restyle.farm.SegmentNumbers;
import restyle.farm.SegmentWork;
import restyle.farm.Shard;
import restyle.farm.array.ArrayTask;
import restyle.plugins.host.PluginHost;

/** {@code restyle run PLAN}: makes segments. */
@Command(
        name = "run",
        description =
                "Makes segments of a plan; those that are there already are skipped. Without --shard and --segments,"
                        + " all of them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110)
public final class RunCommand implements ConsoleCommand {

    @Mixin
    PlanArgument planned;

    @Option(
            names = "--shard",
            paramLabel = "i/N|auto[/N]",
            description =
                    "One of N equal shares, i from 1 to N or from 0 to N-1. auto: the share of this task of an array"
                            + " job, as its engine's variables say.")
    Optional<String> shard = Optional.empty();

    @Option(names = "--segments", paramLabel = "A-B,C", description = "Segments by number, from 0, both ends included.")
    Optional<String> segments = Optional.empty();

    @Option(
            names = "--claim",
            description =
                    "Make whatever nobody else is at, until all are there: for machines that share the plan's folder"
                            + " and have no farm engine.")
    boolean claim;

    @Option(names = "--again", description = "Make segments again that are there already.")
    boolean again;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor threads; frames do not depend on it. Default: all.")
    Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "What computes, instead of the plan's: all segments of a clip need the same kind.")
    Optional<String> device = Optional.empty();

    @Mixin
    ProgressOption progress;

    @Spec
    CommandSpec spec;

    private final Console console;

    public RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Plan plan = planned.read();
        List<Segment> wanted = wanted(plan);
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            PlannedJobs jobs = new PlannedJobs(plan, console.home(), plugins, device);
            SegmentWork work = new SegmentWork(plan, jobs, plugins);
            OptionalInt count = threads.map(OptionalInt::of).orElse(OptionalInt.empty());
            if (claim) {
                Runnable waiting = () -> console.say("waiting for segments that others are making");
                work.makeClaimed(wanted, count, place -> progress.of(console, place), waiting);
                return ExitCode.DONE.number();
            }
            List<List<Segment>> runs = work.runs(wanted, again);
            int skipped = wanted.size() - runs.stream().mapToInt(List::size).sum();
            if (skipped > 0) {
                console.say("%d of %d segments are there already".formatted(skipped, wanted.size()));
            }
            work.make(runs, count, place -> progress.of(console, place));
        }
        return ExitCode.DONE.number();
    }

    private List<Segment> wanted(Plan plan) {
        if (claim && again) {
            throw new ParameterException(
                    spec.commandLine(), "--claim contradicts --again: it passes over what is there; give one of them");
        }
        if (shard.isPresent() && segments.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--shard contradicts --segments; give one of them");
        }
        try {
            if (shard.isPresent()) {
                return share(shard.get()).of(plan.segments());
            } else if (segments.isPresent()) {
                SortedSet<Integer> numbers =
                        SegmentNumbers.parse(segments.get(), plan.segments().size());
                return numbers.stream().map(plan.segments()::get).toList();
            }
            return plan.segments();
        } catch (IllegalArgumentException e) {
            String option = shard.isPresent() ? "--shard: " : "--segments: ";
            throw new ParameterException(spec.commandLine(), option + e.getMessage(), e);
        }
    }

    private Shard share(String text) {
        Matcher auto = Pattern.compile("auto(?:/(\\d{1,9}))?").matcher(text.strip());
        if (!auto.matches()) {
            return Shard.parse(text);
        }
        ArrayTask task = auto.group(1) == null
                ? ArrayTask.find(System.getenv())
                : ArrayTask.find(System.getenv(), Integer.parseInt(auto.group(1)));
        Shard found = new Shard(task.index(), task.count());
        console.say("shard %s from %s".formatted(found, task.variable()));
        return found;
    }
}
