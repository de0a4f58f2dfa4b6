package restyle.cli.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.batch.BatchTasks;
import restyle.cli.report.Console;
import restyle.files.Home;
import restyle.files.TextFile;
import restyle.job.JobException;
import restyle.job.options.Config;
import restyle.job.options.JobFile;
import restyle.job.options.JobOptions;

/** Which clips, and how they shall look: what every command that restyles takes. */
public final class ClipArguments {

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description =
                    "Videos, images, image sequences (frames/%%05d.png), directories (every video in them), patterns "
                            + "('*.mov'), or - for a list on standard input.")
    List<String> inputs = List.of();

    @Mixin
    JobOptions options;

    @Option(
            names = "--job",
            paramLabel = "FILE",
            description =
                    "The same options as YAML; explicit options win. Without INPUT, the clips that its documents name.")
    Path jobFile;

    @Option(
            names = "--no-config",
            description = "Leave your config files out, restyle.yaml here too; 'restyle config' shows them.")
    boolean noConfig;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    /** Returns the options that were typed. */
    public JobOptions options() {
        return options;
    }

    /** Returns the job file, if one is named. */
    public Optional<Path> jobFile() {
        return Optional.ofNullable(jobFile);
    }

    /**
     * Reads the user's own defaults, unless they are not wanted: a job file says all that it means.
     *
     * @throws JobException naming file and line of everything that is wrong
     */
    public Config config(Home home) {
        return noConfig || jobFile != null ? Config.none() : Config.read(home.projectConfig(), home.config());
    }

    /**
     * Finds what there is to do: the clips on the command line, or those of the job file.
     *
     * @param output where their results go, if that is said
     * @param console whose standard input may hold a list of clips
     * @throws JobException if they cannot be done together
     * @throws ParameterException if an input or the output is missing
     */
    public BatchTasks tasks(Optional<String> output, Console console) throws IOException {
        List<JobFile> documents = jobFile == null ? List.of() : JobFile.read(jobFile);
        BatchTasks found;
        if (!inputs.isEmpty() && output.isPresent()) {
            found = BatchTasks.of(listed(console), output.get(), documents);
        } else if (!inputs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), withoutOutput(inputs.get(0)));
        } else if (documents.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "missing INPUT: name a video, and an output with -o OUTPUT");
        } else {
            found = BatchTasks.of(documents, output);
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

    /** Says what is missing, to somebody who may have mistyped the name of a command. */
    private static String withoutOutput(String input) {
        if (input.matches("[A-Za-z]+(-[A-Za-z]+)*") && Files.notExists(Path.of(input))) {
            return "'%s' is neither a command nor a file".formatted(input);
        }
        return "missing OUTPUT: give -o FILE, or -o DIRECTORY";
    }

    /** Whether a prompt stands in something that can be read once only. */
    private static boolean isPipe(String prompt) {
        if (prompt == null || !prompt.startsWith("@") || prompt.indexOf('\0') >= 0) {
            return false;
        }
        Path file = Path.of(prompt.substring(1));
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    /** The inputs, with the lines of standard input in place of {@code -}. */
    private List<String> listed(Console console) throws IOException {
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
