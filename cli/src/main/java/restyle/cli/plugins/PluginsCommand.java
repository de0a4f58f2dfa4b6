package restyle.cli.plugins;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.plugins.Setting;
import restyle.plugins.host.HostedPlugin;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginHost;
import restyle.plugins.host.PluginInfo;
import restyle.plugins.host.PluginInstaller;
import restyle.plugins.host.PluginPreprocessor;
import restyle.plugins.host.PluginReport;

/** Manages plugins: what is there, what failed to load, what each can do. */
@Command(
        name = "plugins",
        description =
                "Lists, shows, finds, installs, updates, removes and begins plugins: preprocessors and finishers.",
        mixinStandardHelpOptions = true,
        subcommands = {
            PluginsSearchCommand.class,
            PluginsInstallCommand.class,
            PluginsUpdateCommand.class,
            PluginsNewCommand.class
        })
public final class PluginsCommand implements ConsoleCommand {

    @Spec
    CommandSpec spec;

    private final Console console;

    /** Makes the command for a console. */
    public PluginsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "missing command: give list, show, search, install, update, remove or new");
    }

    @Command(
            name = "list",
            description = "What loaded, and what failed and why (then the exit code is 1).",
            mixinStandardHelpOptions = true)
    int list() throws IOException {
        try (PluginHost host = open()) {
            boolean allLoaded = true;
            for (PluginReport report : host.reports()) {
                if (report instanceof PluginReport.Loaded loaded) {
                    loaded.names().forEach(name -> print(host.extension(name)));
                } else if (report instanceof PluginReport.Failed failed) {
                    allLoaded = false;
                    console.out()
                            .printf(
                                    "%-10s FAILED  %s: %s%n",
                                    failed.path().getFileName(), failed.path(), failed.reason());
                }
            }
            return (allLoaded ? ExitCode.DONE : ExitCode.SOME_FAILED).number();
        }
    }

    private void print(HostedPlugin extension) {
        console.out()
                .printf(
                        "%-10s %-7s %-12s %s%n",
                        extension.name(), extension.plugin().version(), extension.kind(), extension.summary());
    }

    @Command(
            name = "show",
            description = "Settings of a preprocessor or finisher: type, range, default.",
            mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "NAME") String name) throws IOException {
        try (PluginHost host = open()) {
            HostedPlugin extension = host.extension(name);
            PluginInfo plugin = extension.plugin();
            console.out().printf("%s: %s%n", extension.name(), extension.summary());
            console.out()
                    .printf(
                            "plugin %s %s, by %s, %s%n",
                            plugin.id(), plugin.version(), plugin.provider(), plugin.license());
            console.out().printf("kind   %s%n", kind(extension));
            for (Setting setting : extension.settings()) {
                console.out()
                        .printf(
                                "%-12s %s, default %s: %s%n",
                                setting.name(), setting.range(), setting.defaultValue(), setting.help());
            }
            return ExitCode.DONE.number();
        }
    }

    private static String kind(HostedPlugin extension) {
        return extension instanceof PluginPreprocessor preprocessor
                ? "preprocessor (--control), makes " + preprocessor.produces()
                : extension.kind() + " (--finish)";
    }

    @Command(name = "remove", description = "Removes an installed plugin.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String id) throws IOException {
        PluginInstaller installer = new PluginInstaller(console.home().userPlugins());
        PluginInstaller own = new PluginInstaller(console.home().pluginRoots().get(0));
        if (!installer.ids().contains(id) && own.ids().contains(id)) {
            throw new PluginException(
                    "plugin '%s' comes with restyle and stays; only what was installed can be removed".formatted(id));
        }
        installer.remove(id);
        console.say("removed " + id);
        return ExitCode.DONE.number();
    }

    private PluginHost open() throws IOException {
        return PluginHost.open(console.home().pluginRoots());
    }
}
