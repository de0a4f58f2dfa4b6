package restyle.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.files.Home;
import restyle.job.JobException;
import restyle.job.options.Config;
import restyle.job.options.JobFile;
import restyle.job.options.JobOptions;
import restyle.job.options.LayeredOptions;
import restyle.job.options.OptionOrigins;

/** Says what counts, and why. */
@Command(
        name = "config",
        description =
                "Prints every option that has a value, as YAML, and where the value comes from. Options given here count as if "
                        + "they were given for a job.",
        footer = "See 'restyle help config' for the files, their order, and which commands take what of them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ConfigCommand implements ConsoleCommand {

    /** Values are mostly shorter; where they come from stands behind them. */
    private static final int COLUMN = 44;

    @Mixin
    JobOptions options;

    @Option(
            names = "--job",
            paramLabel = "FILE",
            description = "A job file with one document; config files then do not count.")
    Path jobFile;

    private final Console console;

    /** Prints to a console. */
    public ConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Home home = console.home();
        Config config = Config.read(home.projectConfig(), home.config());
        JobFile job = jobFile == null ? JobFile.none() : document();
        LayeredOptions layered = LayeredOptions.of(options, job, config, home, name -> false);
        say("project", home.projectConfig());
        say("user", home.config());
        Map<String, String> lines = new OptionOrigins(options, job, config, layered, home).lines();
        lines.forEach((line, origin) -> console.out().println(padded(line) + " # " + origin));
        return ExitCode.DONE.number();
    }

    private JobFile document() {
        List<JobFile> documents = JobFile.read(jobFile);
        if (documents.size() > 1) {
            throw new JobException(
                    "--job: %s has %d documents; name a file with one".formatted(jobFile, documents.size()));
        }
        return documents.get(0);
    }

    private void say(String whose, Path file) {
        String state = Files.exists(file) ? jobFile == null ? "" : " (does not count with --job)" : " (does not exist)";
        console.out().println(padded("# " + whose) + " # " + file + state);
    }

    private static String padded(String text) {
        return text.length() >= COLUMN ? text : text + " ".repeat(COLUMN - text.length());
    }
}
