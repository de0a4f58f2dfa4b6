package restyle.cli.command;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import restyle.cli.report.Console;
import restyle.job.options.JobOptions;
import restyle.job.options.ModelLibrary;

/** Where model names are looked up: the folder that is named, else the user's own default, else that of the system. */
public final class ModelsFolder {

    private static final Set<String> OPTION = Set.of("models");

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "Where model names are looked up. Default: your models folder.")
    Optional<Path> folder = Optional.empty();

    /** Returns the folder. */
    public Path of(Console console) {
        return folder.orElseGet(
                () -> of(console, OwnDefaults.of(console, OPTION).below(new JobOptions())));
    }

    /** Returns where a command that takes no other folder looks names up. */
    public static ModelLibrary library(Console console) {
        return library(console, OwnDefaults.of(console, OPTION).below(new JobOptions()));
    }

    /** Returns where names are looked up by what the options say: their folder, then what comes with restyle. */
    public static ModelLibrary library(Console console, JobOptions options) {
        return ModelLibrary.of(console.home(), of(console, options));
    }

    private static Path of(Console console, JobOptions options) {
        return ModelLibrary.folder(console.home(), options.models);
    }
}
