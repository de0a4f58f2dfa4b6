package restyle.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.report.Console;
import restyle.job.options.ModelLibrary;
import restyle.models.check.ModelReport;
import restyle.models.check.OnnxReport;
import restyle.models.check.ValuesReport;

/** Model files: what they are, and what their networks compute. */
@Command(
        name = "models",
        description = "Shows what a model file is, or runs one of its networks on given tensors.",
        subcommands = ModelsRunCommand.class,
        mixinStandardHelpOptions = true)
final class ModelsCommand implements ConsoleCommand {

    @Spec
    CommandSpec spec;

    private final Console console;

    ModelsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "missing command: give show or run");
    }

    @Command(
            name = "show",
            description = "Kind, layout and types of a file or folder; missing and unknown tensors.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "FILE|NAME") String name,
            @Option(
                            names = "--values",
                            description =
                                    "Read every value too, and name tensors with values that are no numbers; exit "
                                            + "code 3 if there are some.")
                    boolean values) {
        Path model = find(name);
        if (OnnxReport.isOnnx(model)) {
            console.out().println(OnnxReport.of(model));
            return ExitCode.DONE.number();
        }
        console.out().println(ModelReport.of(model));
        if (!values) {
            return ExitCode.DONE.number();
        }
        ValuesReport report = ValuesReport.of(model);
        console.out().println(report);
        return (report.isSound() ? ExitCode.DONE : ExitCode.FAILED).number();
    }

    private Path find(String name) {
        try {
            return library().find(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private ModelLibrary library() {
        return new ModelLibrary(
                List.of(console.home().models(), console.home().distribution().resolve("models")));
    }
}
