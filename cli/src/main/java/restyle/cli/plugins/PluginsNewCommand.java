package restyle.cli.plugins;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginHost;
import restyle.scaffold.ApiArtifact;
import restyle.scaffold.PluginKind;
import restyle.scaffold.PluginProject;

/** Begins the project of a plugin. */
@Command(
        name = "new",
        description = "Writes the project of a new plugin: a POM, a class, a test. 'mvn package' makes its zip.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PluginsNewCommand implements ConsoleCommand {

    @Parameters(paramLabel = "NAME", description = "What users will type: lower-case letters, digits, dashes.")
    String name;

    @Option(names = "--kind", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    PluginKind kind = PluginKind.PREPROCESSOR;

    @Option(names = "--package", paramLabel = "PACKAGE", description = "Of its classes. Default: com.example.NAME.")
    Optional<String> packageName = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where to write it. Default: NAME, here.")
    Optional<Path> output = Optional.empty();

    @Spec
    CommandSpec spec;

    private final Console console;

    /** Makes the command for a console. */
    public PluginsNewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PluginProject project = project();
        Path folder = output.orElse(Path.of(name));
        if (!isFree(folder)) {
            throw usage("-o: %s exists already; name another folder".formatted(folder));
        }
        try (PluginHost host = PluginHost.open(console.home().pluginRoots())) {
            if (host.preprocessors().containsKey(name) || host.finishers().containsKey(name)) {
                throw new PluginException("there is a %s called %s already; choose another name"
                        .formatted(host.extension(name).kind(), name));
            }
        }
        project.write(folder);
        console.say("wrote a %s in %s; next: cd %s && mvn package, as its README.md says"
                .formatted(kind, folder.toAbsolutePath().normalize(), folder));
        return ExitCode.DONE.number();
    }

    private PluginProject project() {
        try {
            return new PluginProject(
                    name,
                    kind,
                    packageName.orElse(PluginProject.defaultPackage(name)),
                    ApiArtifact.of(console.home().distribution()));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private static boolean isFree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        } else if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
            return !content.iterator().hasNext();
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
