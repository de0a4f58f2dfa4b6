package restyle.cli.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import restyle.catalogue.CatalogueException;
import restyle.catalogue.ModelAddress;
import restyle.cli.report.Console;
import restyle.cli.report.ConsoleCommand;
import restyle.cli.report.ExitCode;
import restyle.index.IndexSource;
import restyle.index.IndexedPlugin;
import restyle.index.PluginRelease;
import restyle.index.Sha512;
import restyle.plugins.host.HostVersion;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginReport;
import restyle.plugins.host.PluginVersion;

/** Installs a plugin: a zip, the zip at an address, or what an index has under a name. */
@Command(
        name = "install",
        description = "Installs a plugin for this user. It runs with your rights: install only what you trust.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PluginsInstallCommand implements ConsoleCommand {

    @Parameters(
            paramLabel = "FILE.zip|NAME[@VERSION]|URL",
            description =
                    "A plugin zip, a plugin of an index as 'restyle plugins search' shows it, or the address of a zip.")
    String what;

    @Option(names = "--replace", description = "Replace the installed version, unless it is newer.")
    boolean replace;

    @Option(names = "--sha512", paramLabel = "HEX", description = "What the content of the zip has to be.")
    Optional<String> sha512 = Optional.empty();

    @Mixin
    IndexOption index;

    @Spec
    CommandSpec spec;

    private final Console console;

    /** Makes the command for a console. */
    public PluginsInstallCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        PluginReport.Loaded installed;
        try {
            installed = isFile() ? file() : named();
        } catch (CatalogueException e) {
            throw new PluginException(e.getMessage(), e);
        }
        console.say("installed %s in %s; it provides %s"
                .formatted(installed.plugin(), installed.path(), String.join(", ", installed.names())));
        return ExitCode.DONE.number();
    }

    /** An address, or what looks like a file; a name has neither a slash nor an ending, and may be that of a folder beside it. */
    private boolean isFile() {
        try {
            return ModelAddress.isAddress(what)
                    || what.endsWith(".zip")
                    || what.contains("/")
                    || what.contains("\\")
                    || Files.isRegularFile(Path.of(what));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private PluginReport.Loaded file() throws IOException {
        URI address;
        Optional<String> hash;
        try {
            address = IndexSource.address(what);
            hash = sha512.map(Sha512::checked);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        return IndexOption.installer(console).install(address, hash, replace);
    }

    private PluginReport.Loaded named() throws IOException {
        String[] parts = what.split("@", 2);
        Optional<PluginVersion> version;
        try {
            version = parts.length > 1 ? Optional.of(new PluginVersion(parts[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw usage(what + ": " + e.getMessage());
        }
        if (sha512.isPresent()) {
            throw usage("--sha512 is for a file or an address; an index says itself what a plugin has to be");
        }
        IndexedPlugin plugin = index.read(console).named(parts[0]);
        PluginRelease release = version.isPresent()
                ? plugin.of(version.get(), HostVersion.current())
                : plugin.newest(HostVersion.current());
        return IndexOption.installer(console).install(plugin, release, replace);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
