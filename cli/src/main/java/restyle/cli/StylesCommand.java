package restyle.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import restyle.cli.report.Console;
import restyle.job.options.JobOptions;
import restyle.job.options.Style;
import restyle.job.options.Styles;

/** Lists the presets. */
@Command(
        name = "styles",
        description = "Lists the named presets: those of the model, then those in styles.yaml of your restyle folder.",
        mixinStandardHelpOptions = true)
final class StylesCommand implements ConsoleCommand {

    @Option(names = "--model", paramLabel = "FOLDER", description = "Whose styles. Default: the starter pack.")
    Path model;

    private final Console console;

    StylesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Path pack = model == null ? console.home().starterPack() : model;
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
