package restyle.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import restyle.catalogue.ModelAddress;
import restyle.files.FileFailure;
import restyle.files.TextFile;
import restyle.plugins.host.PluginException;
import restyle.plugins.host.PluginInfo;
import restyle.plugins.host.PluginVersion;

/**
 * Opens indexes: addresses of HTTP, files, and folders, which hold a {@code plugins.json}, or else are an index by the plugin zips in them.
 *
 * @param files fetches those on servers
 */
public record IndexSource(PluginFiles files) {

    private static final String FILE = "plugins.json";
    private static final long MAX_BYTES = 16L << 20;

    /**
     * Turns what a user gave into an address.
     *
     * @throws IllegalArgumentException if it is an address of something that cannot be asked
     */
    public static URI address(String where) {
        if (!ModelAddress.isAddress(where)) {
            return Path.of(where).toAbsolutePath().normalize().toUri();
        }
        if (!where.toLowerCase(Locale.ROOT).startsWith("file:")) {
            return ModelAddress.parse(where);
        }
        try {
            return Path.of(URI.create(where)).toUri();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("'%s' is no address of a file: %s".formatted(where, e.getMessage()), e);
        }
    }

    /** Reads one index. */
    List<IndexedPlugin> read(String where) {
        try {
            URI address = address(where);
            if (!address.getScheme().equals("file")) {
                return files.use(address, FILE, Optional.empty(), file -> parse(file, where, address));
            }
            Path path = Path.of(address);
            if (!Files.isDirectory(path)) {
                return parse(path, where, address);
            }
            Path index = path.resolve(FILE);
            return Files.exists(index) ? parse(index, where, index.toUri()) : zips(path);
        } catch (IllegalArgumentException e) {
            throw new PluginException("%s is no index of plugins: %s".formatted(where, e.getMessage()), e);
        } catch (IOException e) {
            throw new PluginException("%s cannot be read: %s".formatted(where, e.getMessage()), e);
        }
    }

    private static List<IndexedPlugin> parse(Path file, String where, URI address) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new PluginException("%s is no index of plugins: there is no such file or folder".formatted(where));
        } else if (Files.size(file) > MAX_BYTES) {
            throw new PluginException(
                    "%s is no index of plugins: it is larger than %d bytes".formatted(where, MAX_BYTES));
        }
        try {
            return IndexFile.read(TextFile.read(file), where, address);
        } catch (FileFailure e) {
            throw new PluginException("%s is no index of plugins: %s".formatted(where, e.getMessage()), e);
        }
    }

    private static List<IndexedPlugin> zips(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            List<IndexedPlugin> plugins = new ArrayList<>();
            for (Path zip : list.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList()) {
                PluginInfo plugin = PluginInfo.ofZip(zip);
                PluginRelease release = new PluginRelease(
                        new PluginVersion(plugin.version()), plugin.requires(), zip.toUri(), Optional.empty());
                plugins.add(
                        new IndexedPlugin(plugin.id(), "", plugin.description(), plugin.license(), List.of(release)));
            }
            return plugins;
        }
    }
}
