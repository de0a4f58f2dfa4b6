package restyle.cli.plugins;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import restyle.catalogue.CatalogueException;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.index.IndexedPlugin;
import restyle.index.PluginRelease;
import restyle.plugins.host.HostVersion;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginInfo;
import restyle.plugins.host.PluginInstaller;

/** Lists what the indexes offer. */
@Command(
        name = "search",
        description = "Plugins that can be had: name, newest version, kind, licence, what it does.",
        mixinStandardHelpOptions = true)
public final class PluginsSearchCommand implements ConsoleCommand {

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "Only those that mention all of these words.")
    List<String> words = List.of();

    @Mixin
    IndexOption index;

    private final Console console;

    /** Makes the command for a console. */
    public PluginsSearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<IndexedPlugin> found;
        try {
            found = index.read(console).matching(words);
        } catch (CatalogueException e) {
            throw new PluginException(e.getMessage(), e);
        }
        PluginInstaller installed = new PluginInstaller(console.home().userPlugins());
        for (IndexedPlugin plugin : found) {
            String there = installed
                    .installed(plugin.id())
                    .map(PluginInfo::version)
                    .map(" (%s is installed)"::formatted)
                    .orElse("");
            console.out()
                    .printf(
                            "%-16s %-9s %-12s %-12s %s%s%n",
                            plugin.id(),
                            version(plugin),
                            dash(plugin.kind()),
                            dash(plugin.licence()),
                            plugin.summary(),
                            there);
        }
        if (found.isEmpty()) {
            console.say("no plugin found");
        }
        return ExitCode.DONE.number();
    }

    private static String version(IndexedPlugin plugin) {
        try {
            return plugin.newest(HostVersion.current()).version().text();
        } catch (PluginException e) {
            PluginRelease newest = plugin.releases().get(0);
            return newest.version() + ", for restyle " + newest.requires();
        }
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
