package restyle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.catalogue.Caches;
import restyle.catalogue.Catalogue;
import restyle.catalogue.CatalogueEntry;
import restyle.catalogue.CatalogueException;
import restyle.catalogue.Verification;
import restyle.cli.command.ModelsFolder;
import restyle.cli.report.ByteCount;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.cli.report.ModelTable;
import restyle.models.check.ModelReport;
import restyle.models.check.OnnxReport;
import restyle.models.check.ValuesReport;

/** Model files: which there are, what they are, and what their networks compute. */
@Command(
        name = "models",
        description =
                "Lists, fetches and checks model files; shows what one is, or runs one of its networks on given tensors.",
        subcommands = {ModelsPullCommand.class, ModelsRunCommand.class},
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
        throw new ParameterException(
                spec.commandLine(), "missing command: give list, pull, verify, clean, show or run");
    }

    @Command(
            name = "show",
            description = "Kind, layout and types of a file or folder; missing and unknown tensors.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "FILE|NAME") String name,
            @Option(
                            names = "--values",
                            description = "Read every value too, and name tensors with NaN or infinite values; exit "
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
            return ModelsFolder.library(console).find(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    @Command(
            name = "list",
            description = "The catalogue: name, kind, size, licence, and whether it is in the models folder.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ModelsFolder models) {
        return reported(() -> {
            Path folder = models.of(console);
            Catalogue catalogue = Catalogue.of(console.home());
            ModelTable.of(catalogue, folder).forEach(console.out()::println);
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "verify",
            description =
                    "Compares what is in the models folder with the sha256 of the catalogue; exit code 3 if a file differs.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(paramLabel = "NAME", arity = "0..*", description = "Default: all that are there.")
                    List<String> names,
            @Mixin ModelsFolder models) {
        return reported(() -> {
            Catalogue catalogue = Catalogue.of(console.home());
            List<CatalogueEntry> entries = names == null ? catalogue.entries() : named(catalogue, names);
            Verification verification = new Verification(models.of(console));
            boolean right = true;
            for (CatalogueEntry entry : entries) {
                Verification.Result result = verification.of(entry);
                if (names != null || result.state() != Verification.State.MISSING) {
                    console.out().println(result);
                }
                right &= names == null ? !result.isWrong() : result.isThere() && !result.isWrong();
            }
            return right ? ExitCode.DONE : ExitCode.FAILED;
        });
    }

    @Command(
            name = "clean",
            description = "Empties restyle's caches: control maps, and weights with LoRAs in them. Models stay.",
            mixinStandardHelpOptions = true)
    int clean(@Option(names = "--dry-run", description = "Only say how much that would free.") boolean dryRun) {
        return reported(() -> {
            long all = 0;
            for (Path folder : Caches.of(console.home()).folders()) {
                long bytes = Caches.clean(folder, !dryRun);
                console.out().println(folder + "  " + ByteCount.text(bytes));
                all += bytes;
            }
            console.say((dryRun ? "would free " : "freed ") + ByteCount.text(all));
            return ExitCode.DONE;
        });
    }

    private List<CatalogueEntry> named(Catalogue catalogue, List<String> names) {
        try {
            return names.stream().map(catalogue::named).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private int reported(Supplier<ExitCode> work) {
        try {
            return work.get().number();
        } catch (CatalogueException e) {
            console.say(e.getMessage());
            return ExitCode.FAILED.number();
        }
    }
}
