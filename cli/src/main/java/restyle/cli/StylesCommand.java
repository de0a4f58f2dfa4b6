package restyle.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import restyle.cli.command.ModelsFolder;
import restyle.cli.command.OwnDefaults;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.job.JobException;
import restyle.job.Problems;
import restyle.job.options.Config;
import restyle.job.options.JobOptions;
import restyle.job.options.SavedLook;
import restyle.job.options.Style;
import restyle.job.options.StyleStore;
import restyle.job.options.Styles;

/** Named presets: which there are, and the user's own. */
@Command(
        name = "styles",
        description = "Lists the named presets: those of the model, then your own; saves, exports and imports those.",
        mixinStandardHelpOptions = true)
final class StylesCommand implements ConsoleCommand {

    @Option(
            names = "--model",
            paramLabel = "FOLDER",
            description = "Whose styles. Default: your config's, or the starter pack.")
    Path model;

    private final Console console;

    StylesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path pack = pack();
        List<Style> styles = Styles.of(pack, console.home()).all();
        if (styles.isEmpty()) {
            console.say(pack + " has no styles, and there is no styles.yaml in "
                    + console.home().data());
        }
        int width = styles.stream().mapToInt(s -> s.name().length()).max().orElse(0);
        PrintStream out = console.out();
        styles.forEach(style -> out.printf("%-" + width + "s  %s%n", style.name(), summary(style.options())));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "save",
            description =
                    "Keeps the looks of a command line under a name, for --style: prompts, models, steps, controls...",
            mixinStandardHelpOptions = true,
            sortOptions = false)
    int save(
            @Parameters(paramLabel = "NAME", index = "0") String name,
            @Parameters(index = "1..*", hidden = true) List<String> inputs,
            @Option(
                            names = {"-o", "--output"},
                            hidden = true)
                    String output,
            @Option(names = "--overwrite", description = "Replace your style of that name.") boolean overwrite,
            @Mixin JobOptions options) {
        Path pack =
                options.model != null && Files.isDirectory(Path.of(options.model)) ? Path.of(options.model) : pack();
        JobOptions base = options.style == null
                ? new JobOptions()
                : named(pack, options.style).options();
        SavedLook look = SavedLook.of(name, options, base);
        keep(List.of(look.style()), overwrite);
        if (!look.leftOut().isEmpty()) {
            console.say("no looks, and left out: --" + String.join(", --", look.leftOut()));
        }
        return ExitCode.DONE.number();
    }

    @Command(name = "export", description = "Writes a style to a file, for others.", mixinStandardHelpOptions = true)
    int export(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            required = true)
                    Path output,
            @Option(names = "--overwrite", description = "Replace the file.") boolean overwrite) {
        Style style = named(pack(), name);
        if (Files.exists(output) && !overwrite) {
            throw new JobException("-o: %s exists; name another file, or say --overwrite".formatted(output));
        }
        StyleStore.write(output, style);
        return ExitCode.DONE.number();
    }

    @Command(name = "import", description = "Adds the styles of a file to your own.", mixinStandardHelpOptions = true)
    int importStyles(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--overwrite", description = "Replace your styles of the same names.") boolean overwrite) {
        List<Style> styles = Styles.read(file).all();
        if (styles.isEmpty()) {
            throw new JobException(file + (Files.exists(file) ? " has no styles" : " does not exist"));
        }
        keep(styles, overwrite);
        return ExitCode.DONE.number();
    }

    /** Whose styles a job takes that is typed here. */
    private Path pack() {
        if (model != null) {
            return model;
        }
        JobOptions typed = new JobOptions();
        Config config = new OwnDefaults().read(console, Set.of("model", "models"));
        JobOptions own = config.below(typed);
        if (own.model == null) {
            return console.home().starterPack();
        }
        Problems problems = new Problems();
        return config.locate(
                typed,
                () -> problems.check(
                                "--model",
                                () -> ModelsFolder.library(console, own).find(own.model))
                        .orElseThrow(problems::exception));
    }

    private void keep(List<Style> styles, boolean overwrite) {
        StyleStore store = StyleStore.of(console.home());
        List<Style> first = Styles.of(console.home().starterPack()).all();
        for (Style style : styles) {
            if (first.stream().anyMatch(other -> other.isCalled(style.name()))) {
                throw new JobException(
                        "the starter pack has a style '%s', which would be found first; choose another name"
                                .formatted(style.name()));
            }
        }
        store.add(styles, overwrite);
        styles.forEach(style -> console.say("style '%s' is in %s".formatted(style.name(), store.file())));
    }

    private Style named(Path pack, String name) {
        try {
            return Styles.of(pack, console.home()).named(name);
        } catch (IllegalArgumentException e) {
            throw new JobException(e.getMessage(), e);
        }
    }

    private static String summary(JobOptions options) {
        StringBuilder text = new StringBuilder("\"" + options.prompt + "\"");
        if (options.steps != null) {
            text.append(", ").append(options.steps).append(" steps");
        }
        if (options.strength != null) {
            text.append(", strength ").append(options.strength);
        }
        if (options.control != null) {
            text.append(", ").append(String.join(" + ", options.control));
        }
        return text.toString();
    }
}
