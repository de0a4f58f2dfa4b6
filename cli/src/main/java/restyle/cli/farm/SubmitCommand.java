package restyle.cli.farm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.farm.PathMap;
import restyle.farm.Plan;
import restyle.farm.PlanFile;
import restyle.farm.submit.FarmEngine;
import restyle.farm.submit.JobFiles;
import restyle.farm.submit.ShellWord;
import restyle.farm.submit.Submission;

/** {@code restyle submit PLAN --to ENGINE}: job files for a farm. */
@Command(
        name = "submit",
        description =
                "Writes job files of a farm engine into a folder beside the plan: tasks that make its segments, and the"
                        + " merge that follows. They are meant to be edited; files that are there are kept.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpWidth = 110)
public final class SubmitCommand implements ConsoleCommand {

    @Parameters(paramLabel = "PLAN", description = "What 'restyle plan' wrote: plan.yaml, or its folder.")
    Path planned;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "slurm|openjd|flamenco|k8s|parallel",
            converter = EngineConverter.class,
            description = "The engine.")
    FarmEngine engine;

    @Option(
            names = "--shards",
            paramLabel = "N",
            description = "Into how many tasks. Default: one for each segment, at most " + Submission.MAX_SHARDS + ".")
    Optional<Integer> shards = Optional.empty();

    @Option(
            names = "--restyle",
            paramLabel = "LAUNCHER",
            description = "The launcher, as the farm's machines see it. Default: this one.")
    Optional<String> restyle = Optional.empty();

    @Option(names = "--overwrite", description = "Write job files anew that are there already.")
    boolean overwrite;

    @Option(names = "--now", description = "Submit them too, where a client of the engine is on the PATH.")
    boolean now;

    @Spec
    CommandSpec spec;

    private final Console console;

    public SubmitCommand(Console console) {
        this.console = console;
    }

    /** Finds engines by name. */
    static final class EngineConverter implements ITypeConverter<FarmEngine> {
        @Override
        public FarmEngine convert(String name) {
            return FarmEngine.named(name)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected slurm, openjd, flamenco, k8s or parallel, found '" + name + "'"));
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Submission submission = submission();
        JobFiles files = JobFiles.of(engine, submission);
        files.write(submission, overwrite).forEach(file -> console.say(file + " is kept; --overwrite writes it anew"));
        console.say("%s: %d segments in %d tasks, and the merge"
                .formatted(files.folder(), submission.segments(), submission.shards()));
        if (!now) {
            console.say("submit it with: sh " + ShellWord.path(files.script()));
            return ExitCode.DONE.number();
        } else if (files.client(System.getenv().getOrDefault("PATH", "")).isEmpty()) {
            console.say("--now: expected %s on the PATH, found none; run sh %s where there is one"
                    .formatted(String.join(" or ", engine.clients()), ShellWord.path(files.script())));
            return ExitCode.USAGE.number();
        }
        console.say("running sh " + ShellWord.path(files.script()));
        int code = new ProcessBuilder("sh", files.script().toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            console.say("%s: ended with exit code %d".formatted(files.script(), code));
        }
        return (code == 0 ? ExitCode.DONE : ExitCode.FAILED).number();
    }

    private Submission submission() {
        Plan plan = PlanFile.read(planned, new PathMap(List.of()));
        int segments = plan.segments().size();
        try {
            return new Submission(
                    plan.file().toAbsolutePath().normalize(),
                    restyle.orElse(console.home().launcher().toString()),
                    segments,
                    shards.orElse(Submission.defaultShards(segments)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--shards: " + e.getMessage(), e);
        }
    }
}
