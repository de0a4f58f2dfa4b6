package restyle.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
import restyle.cli.report.Console;
import restyle.cli.report.ExitCode;
import restyle.cli.report.ReportFile;
import restyle.files.TextFile;
import restyle.job.FileHashes;
import restyle.job.JobException;
import restyle.job.check.FileConflicts;
import restyle.job.check.JobResolver;
import restyle.job.options.JobFile;
import restyle.job.options.JobOptions;
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

    @Option(
            names = "--job",
            paramLabel = "FILE",
            description =
                    "The same options as YAML; explicit options win. Without INPUT, the clips that its documents name.")
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
        ExistingOutputs existing = batch.existing(spec.commandLine());
        List<JobFile> documents = jobFile == null ? List.of() : JobFile.read(jobFile);
        BatchTasks found = tasks(documents);
        BatchConsole told = new BatchConsole(console, progress);
        found.notes().forEach(told::note);
        Optional<ReportFile> report = batch.reportFile();
        Optional<String> noReport = report.flatMap(ReportFile::problem);
        noReport.ifPresent(console::say);
        try (Interruption interruption = Interruption.watch();
                PluginHost plugins = PluginHost.open(console.home().pluginRoots())) {
            JobResolver resolver = new JobResolver(console.home(), plugins);
            BatchPlan plan = new BatchPlanner(resolver, options, existing, preview, told).plan(found.tasks());
            Optional<String> replacing = report.flatMap(file -> replacing(file, plan));
            replacing.ifPresent(console::say);
            if (noReport.isPresent() || replacing.isPresent()) {
                return ExitCode.USAGE.number();
            } else if (dryRun) {
                return show(plan, told).number();
            }
            BatchOutcome outcome = new BatchRun(plugins, existing, told).run(plan);
            Thread.interrupted(); // what is left to do is to be done
            told.finish(found.tasks().size(), report);
            return exit(outcome).number();
        }
    }

    /** The report must not take the place of a file that is read. */
    private Optional<String> replacing(ReportFile report, BatchPlan plan) {
        FileConflicts conflicts = new FileConflicts();
        plan.clips().forEach(clip -> conflicts.reads(clip.resolved().job()));
        if (jobFile != null) {
            conflicts.reads("--job", List.of(jobFile));
        }
        return conflicts.problem(new FileConflicts.Written("--report " + report.path(), List.of(report.path())));
    }

    /** What there is to do: the clips on the command line, or those of the job file. */
    private BatchTasks tasks(List<JobFile> documents) throws IOException {
        BatchTasks found;
        if (!inputs.isEmpty() && output != null) {
            found = BatchTasks.of(listed(), output, documents);
        } else if (!inputs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "missing OUTPUT: give -o FILE, or -o DIRECTORY");
        } else if (documents.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "missing INPUT: name a video, and an output with -o OUTPUT");
        } else {
            found = BatchTasks.of(documents, Optional.ofNullable(output));
        }
        boolean oneFile = options.saveLatents != null
                || documents.size() == 1 && documents.get(0).options().saveLatents != null;
        if (oneFile && found.tasks().size() > 1) {
            throw new JobException(
                    "--save-latents: names one file, found %d clips; give each clip its own in a job file"
                            .formatted(found.tasks().size()));
        }
        for (String prompt : Arrays.asList(options.prompt, options.negative)) {
            if (found.tasks().size() > 1 && isPipe(prompt)) {
                throw new JobException("%s: is a pipe, which one clip alone can read, found %d clips; save it as a file"
                        .formatted(prompt, found.tasks().size()));
            }
        }
        return found;
    }

    /** Whether a prompt stands in something that can be read once only. */
    private static boolean isPipe(String prompt) {
        if (prompt == null || !prompt.startsWith("@") || prompt.indexOf('\0') >= 0) {
            return false;
        }
        Path file = Path.of(prompt.substring(1));
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    /** Prints the jobs that can run, as YAML documents that {@code --job} reads. */
    private ExitCode show(BatchPlan plan, BatchConsole told) {
        boolean whole = plan.settled().stream().allMatch(result -> result.status() == Status.SKIPPED);
        String separator = "";
        for (PlannedClip planned : plan.clips()) {
            try {
                String job = planned.resolved()
                        .toYaml(FileHashes.of(planned.resolved().job()));
                console.out().print(separator + job);
                separator = "---\n";
            } catch (RuntimeException e) {
                told.ended(ClipResult.failed(planned.clip(), told.explain(e), false));
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
        } else if (!outcome.started() && outcome.count(Status.SKIPPED) == 0) {
            return ExitCode.USAGE;
        }
        return outcome.results().size() == 1 ? ExitCode.FAILED : ExitCode.SOME_FAILED;
    }

    /** The inputs, with the lines of standard input in place of {@code -}. */
    private List<String> listed() throws IOException {
        List<String> all = new ArrayList<>();
        for (String input : inputs) {
            if (input.equals("-")) {
                lines(console.in().readAllBytes())
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

    private static Stream<String> lines(byte[] list) {
        try {
            return TextFile.decode(list).lines();
        } catch (CharacterCodingException e) {
            throw new JobException("the list on standard input is not UTF-8 text: " + e.getMessage(), e);
        }
    }
}
