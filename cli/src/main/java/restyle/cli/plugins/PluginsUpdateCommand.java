package restyle.cli.plugins;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import restyle.catalogue.CatalogueException;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.files.FileFailure;
import restyle.index.IndexInstaller;
import restyle.index.IndexedPlugin;
import restyle.index.PluginIndex;
import restyle.index.PluginRelease;
import restyle.plugins.host.HostVersion;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginInfo;
import restyle.plugins.host.PluginVersion;

/** Replaces installed plugins by newer versions that the indexes have. */
@Command(
        name = "update",
        description =
                "Replaces your plugins by the newest versions that are for this restyle; exit code 1 if one fails.",
        mixinStandardHelpOptions = true)
public final class PluginsUpdateCommand implements ConsoleCommand {

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these. Default: all that you installed.")
    List<String> names = List.of();

    @Mixin
    IndexOption index;

    private final Console console;

    /** Makes the command for a console. */
    public PluginsUpdateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        IndexInstaller installer = IndexOption.installer(console);
        List<String> ids = names.isEmpty() ? installer.installer().ids() : names;
        if (ids.isEmpty()) {
            console.say("no plugin is installed");
            return ExitCode.DONE.number();
        }
        PluginIndex offered;
        try {
            offered = index.read(console);
        } catch (CatalogueException e) {
            throw new PluginException(e.getMessage(), e);
        }
        boolean all = true;
        for (String id : ids) {
            try {
                console.say(update(id, offered, installer));
            } catch (PluginException | CatalogueException | FileFailure e) {
                console.say(e.getMessage());
                all = false;
            }
        }
        return (all ? ExitCode.DONE : ExitCode.SOME_FAILED).number();
    }

    private String update(String id, PluginIndex offered, IndexInstaller installer) throws IOException {
        Optional<PluginInfo> there = installer.installer().installed(id);
        if (there.isEmpty()) {
            throw new PluginException(
                    "no plugin '%s' is installed; 'restyle plugins install %s' does that".formatted(id, id));
        } else if (names.isEmpty()
                && offered.plugins().stream().noneMatch(plugin -> plugin.id().equals(id))) {
            return there.get() + " stays: no index has it";
        }
        IndexedPlugin plugin = offered.named(id);
        PluginRelease newest = plugin.newest(HostVersion.current());
        String beyond = plugin.beyond(newest)
                .map(release -> "; %s needs restyle %s".formatted(release.version(), release.requires()))
                .orElse("");
        if (newest.version().compareTo(new PluginVersion(there.get().version())) <= 0) {
            return there.get() + " is the newest" + beyond;
        }
        PluginInfo updated = installer.install(plugin, newest, true).plugin();
        return "%s is now %s%s".formatted(there.get(), updated.version(), beyond);
    }
}
