package restyle.cli.farm;

import java.io.IOException;
import java.nio.file.Path;
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
import restyle.batch.ClipProgress;
import restyle.cli.command.Interruption;
import restyle.cli.command.ProgressOption;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.farm.ClipPlan;
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

    @Option(
            names = "--maps",
            paramLabel = "DIR",
            description =
                    "A folder that all machines see, for control maps that take long to make: those of whole scenes are"
                            + " kept there, and used where they are. The same frames with or without.")
    Optional<Path> maps = Optional.empty();

    @Option(
            names = "--maps-only",
            description = "Make those maps for the scenes that begin in the chosen segments, and nothing else.")
    boolean mapsOnly;

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
        checkOptions();
        Plan plan = planned.read();
        List<Segment> wanted = wanted(plan);
        Failures failures = new Failures(plan);
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            PlannedJobs jobs = new PlannedJobs(plan, console.home(), plugins, device);
            OptionalInt count = threads.map(OptionalInt::of).orElse(OptionalInt.empty());
            SegmentWork work = new SegmentWork(jobs, plugins, maps, count, failures);
            if (mapsOnly) {
                makeMaps(work, wanted, maps.orElseThrow());
            } else if (claim) {
                work.makeClaimed(wanted);
            } else {
                make(work, wanted);
            }
        }
        return failures.all.worst().number();
    }

    private void makeMaps(SegmentWork work, List<Segment> wanted, Path folder) {
        int scenes = work.makeMaps(wanted, folder);
        console.say(
                scenes == 0
                        ? "no scene that begins in these segments has control maps that take long to make"
                        : "control maps of %d %s, for %s".formatted(scenes, scenes == 1 ? "scene" : "scenes", folder));
    }

    private void make(SegmentWork work, List<Segment> wanted) {
        List<List<Segment>> runs = work.runs(wanted, again);
        int skipped = wanted.size() - runs.stream().mapToInt(List::size).sum();
        if (skipped > 0) {
            console.say("%d of %d segments are there already".formatted(skipped, wanted.size()));
        }
        work.make(runs);
    }

    /** Tells what becomes of the work. */
    private final class Failures implements SegmentWork.Listener {
        private final Plan plan;
        private final ClipFailures all = new ClipFailures(console);

        Failures(Plan plan) {
            this.plan = plan;
        }

        @Override
        public ClipProgress begin(ClipProgress.Place place) {
            return progress.of(console, place);
        }

        @Override
        public void failed(ClipPlan clip, Throwable failure) {
            all.add(failure);
            if (plan.clips().size() > 1) {
                console.say(clip.input() + ": nothing more is made of it now; other clips go on");
            }
        }

        @Override
        public void waiting() {
            console.say("waiting for segments that others are making");
        }
    }

    private void checkOptions() {
        if (claim && again) {
            throw wrong("--claim contradicts --again: it passes over what is there; give one of them");
        } else if (shard.isPresent() && segments.isPresent()) {
            throw wrong("--shard contradicts --segments; give one of them");
        } else if (mapsOnly && maps.isEmpty()) {
            throw wrong("--maps-only needs --maps DIR, the folder for them");
        } else if (mapsOnly && (claim || again)) {
            throw wrong("--maps-only makes no segments; leave --claim and --again out");
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private List<Segment> wanted(Plan plan) {
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
