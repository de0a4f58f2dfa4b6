package restyle.plugins.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pf4j.PluginRuntimeException;
import restyle.plugins.archive.PluginFolder;
import restyle.plugins.archive.PluginZip;
import restyle.plugins.archive.ZipRefusedException;

/**
 * Finds plugins in folders and keeps them loaded until closed. A plugin that cannot be loaded is reported and prevents no
 * other. Not safe for use by several threads; the preprocessors and finishers that it hands out are as safe as the plugins make them.
 */
public final class PluginHost implements AutoCloseable {

    private final HostVersion version;
    private final IsolatedPlugins plugins = new IsolatedPlugins();
    private final Map<String, PluginPreprocessor> preprocessors = new TreeMap<>();
    private final Map<String, PluginFinisher> finishers = new TreeMap<>();
    private final List<PluginReport> reports = new ArrayList<>();
    private final List<Path> unpacked = new ArrayList<>();

    private PluginHost(HostVersion version) {
        this.version = version;
    }

    /**
     * Loads every plugin in the given folders. Nothing is written there.
     *
     * @param roots folders that hold plugins: unpacked ones, each in a folder of its own, and plugin zips, which are unpacked
     *     into a temporary folder. Where two plugins have one id, or something of one name, the first wins and the second is
     *     reported. A root that does not exist holds no plugins; one that cannot be listed is reported
     */
    public static PluginHost open(List<Path> roots) {
        return open(roots, HostVersion.current());
    }

    static PluginHost open(List<Path> roots, HostVersion version) {
        PluginHost host = new PluginHost(version);
        for (Path root : roots) {
            try {
                pluginsIn(root).forEach(path -> host.reports.add(host.load(path)));
            } catch (IOException e) {
                host.reports.add(new PluginReport.Failed(root, "this folder of plugins cannot be listed: " + e));
            }
        }
        return host;
    }

    /** Returns what became of each plugin, in the order found. */
    public List<PluginReport> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** Returns every preprocessor that can be used, by name. */
    public Map<String, PluginPreprocessor> preprocessors() {
        return Collections.unmodifiableMap(preprocessors);
    }

    /** Returns every finisher that can be used, by name. */
    public Map<String, PluginFinisher> finishers() {
        return Collections.unmodifiableMap(finishers);
    }

    /**
     * Returns the preprocessor of a name.
     *
     * @throws PluginException if there is none; the message lists those there are and the plugins that failed to load
     */
    public PluginPreprocessor preprocessor(String name) {
        return found("preprocessor", name, preprocessors);
    }

    /**
     * Returns the finisher of a name.
     *
     * @throws PluginException if there is none; the message lists those there are and the plugins that failed to load
     */
    public PluginFinisher finisher(String name) {
        return found("finisher", name, finishers);
    }

    /**
     * Returns the preprocessor or finisher of a name.
     *
     * @throws PluginException if there is none; the message lists those there are and the plugins that failed to load
     */
    public HostedPlugin extension(String name) {
        return found("preprocessor or finisher", name, extensions());
    }

    private Map<String, HostedPlugin> extensions() {
        Map<String, HostedPlugin> all = new TreeMap<>(preprocessors);
        all.putAll(finishers);
        return all;
    }

    private <T extends HostedPlugin> T found(String kind, String name, Map<String, T> among) {
        T found = among.get(name);
        if (found == null) {
            HostedPlugin other = extensions().get(name);
            throw new PluginException("no %s is called '%s'%s; there %s%s"
                    .formatted(
                            kind,
                            name,
                            other == null ? "" : ", that is a " + other.kind(),
                            among.isEmpty() ? "is none" : "are " + String.join(", ", among.keySet()),
                            failures()));
        }
        return found;
    }

    private String failures() {
        return reports.stream()
                .filter(PluginReport.Failed.class::isInstance)
                .map(PluginReport.Failed.class::cast)
                .map(failed -> "; %s failed to load: %s".formatted(failed.path().getFileName(), failed.reason()))
                .collect(Collectors.joining());
    }

    /** Unloads the plugins; nothing that they brought may be used afterwards. */
    @Override
    public void close() throws IOException {
        plugins.unloadPlugins();
        preprocessors.clear();
        finishers.clear();
        for (Path folder : unpacked) {
            PluginFolder.delete(folder);
        }
        unpacked.clear();
    }

    private PluginReport load(Path path) {
        try {
            Path folder = Files.isDirectory(path) ? path : unpack(path);
            PluginInfo plugin = PluginInfo.read(folder);
            version.check(plugin);
            return kept(path, plugin, load(plugin, folder));
        } catch (PluginException | ZipRefusedException e) {
            return new PluginReport.Failed(path, e.getMessage());
        } catch (IOException e) {
            return new PluginReport.Failed(path, e.toString());
        }
    }

    private PluginReport kept(Path path, PluginInfo plugin, List<HostedPlugin> loaded) {
        List<String> ofPreprocessors = new ArrayList<>();
        List<String> ofFinishers = new ArrayList<>();
        for (HostedPlugin extension : loaded) {
            if (extension instanceof PluginPreprocessor preprocessor) {
                preprocessors.put(preprocessor.name(), preprocessor);
                ofPreprocessors.add(preprocessor.name());
            } else if (extension instanceof PluginFinisher finisher) {
                finishers.put(finisher.name(), finisher);
                ofFinishers.add(finisher.name());
            }
        }
        return new PluginReport.Loaded(path, plugin, ofPreprocessors, ofFinishers);
    }

    private Path unpack(Path zip) throws IOException {
        Path folder = Files.createTempDirectory("restyle-plugin-");
        unpacked.add(folder);
        PluginZip.unpack(zip, PluginInfo.FILE, folder);
        return folder;
    }

    private List<HostedPlugin> load(PluginInfo plugin, Path folder) {
        if (plugins.getPlugin(plugin.id()) != null) {
            throw new PluginException("a plugin with the id %s is already loaded from %s: remove one of them"
                    .formatted(plugin.id(), plugins.getPlugin(plugin.id()).getPluginPath()));
        }
        try {
            plugins.loadPlugin(folder);
            return extensionsOf(plugin, folder);
        } catch (PluginException | PluginRuntimeException e) {
            plugins.unloadPlugin(plugin.id());
            throw e instanceof PluginException known ? known : new PluginException(plugin + ": " + e.getMessage(), e);
        }
    }

    private List<HostedPlugin> extensionsOf(PluginInfo plugin, Path folder) {
        Set<String> classNames = plugins.getExtensionClassNames(plugin.id());
        if (classNames.isEmpty()) {
            throw new PluginException("""
                    plugin %s lists no preprocessor or finisher in META-INF/extensions.idx: annotate its class with @Extension and name \
                    org.pf4j.processor.ExtensionAnnotationProcessor as annotation processor of the compiler""".formatted(plugin));
        }
        ExtensionLoader loader =
                new ExtensionLoader(plugin, plugins.getPluginClassLoader(plugin.id()), new PluginDigest(folder));
        Map<String, HostedPlugin> taken = extensions();
        Map<String, HostedPlugin> found = new TreeMap<>();
        for (String className : classNames) {
            HostedPlugin made = loader.load(className);
            HostedPlugin other = taken.putIfAbsent(made.name(), made);
            if (other != null) {
                throw new PluginException(
                        "plugin %s calls its %s '%s', which is the name of a %s of plugin %s: remove one of them"
                                .formatted(plugin, made.kind(), made.name(), other.kind(), other.plugin()));
            }
            found.put(made.name(), made);
        }
        return List.copyOf(found.values());
    }

    private static List<Path> pluginsIn(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (!name.startsWith(".") && (Files.isDirectory(entry) || name.endsWith(".zip"))) {
                    found.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(found);
        return found;
    }
}
