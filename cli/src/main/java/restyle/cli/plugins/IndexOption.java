package restyle.cli.plugins;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import restyle.catalogue.Downloads;
import restyle.cli.report.Console;
import restyle.cli.report.DownloadProgress;
import restyle.files.Home;
import restyle.index.IndexInstaller;
import restyle.index.IndexList;
import restyle.index.IndexSource;
import restyle.index.PluginFiles;
import restyle.index.PluginIndex;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginInstaller;

/** {@code --index}: where plugins can be had. */
final class IndexOption {

    @Option(
            names = "--index",
            paramLabel = "URL|FOLDER",
            description = "An index of plugins, or a folder of plugin zips; repeatable. Default: those that "
                    + IndexList.VARIABLE
                    + " names, with commas between them, or plugin-indexes.txt in your folder lists.")
    List<String> indexes = List.of();

    /** Reads all of them. */
    PluginIndex read(Console console) {
        List<String> sources = indexes.isEmpty() ? IndexList.of(System.getenv(), console.home()) : indexes;
        if (sources.isEmpty()) {
            throw new PluginException(
                    "no index of plugins is known: name one with --index, in the variable %s, or in a line of %s"
                            .formatted(IndexList.VARIABLE, IndexList.file(console.home())));
        }
        return PluginIndex.read(sources, new IndexSource(files(console)));
    }

    /** Installs into the user's folder. */
    static IndexInstaller installer(Console console) {
        return new IndexInstaller(new PluginInstaller(console.home().userPlugins()), files(console));
    }

    private static PluginFiles files(Console console) {
        Home home = console.home();
        Map<String, String> environment = System.getenv();
        return new PluginFiles(
                Downloads.of(environment, new DownloadProgress(console)),
                home.data().resolve("cache").resolve("plugins"));
    }
}
