package restyle.plugins.host;

import java.io.IOException;
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

/**
 * Finds plugins in folders and keeps them loaded until closed. A plugin that cannot be loaded is reported and prevents no
 * other. Not safe for use by several threads; the preprocessors that it hands out are as safe as the plugins make them.
 */
public final class PluginHost implements AutoCloseable {

    private final HostVersion version;
    private final IsolatedPlugins plugins = new IsolatedPlugins();
    private final Map<String, PluginPreprocessor> preprocessors = new TreeMap<>();
    private final List<PluginReport> reports = new ArrayList<>();
    private final List<Path> unpacked = new ArrayList<>();

    private PluginHost(HostVersion version) {
        this.version = version;
    }

    /**
     * Loads every plugin in the given folders. Nothing is written there.
     *
     * @param roots folders that hold plugins: unpacked ones, each in a folder of its own, and plugin zips, which are unpacked
     *     into a temporary folder. Where two plugins have one id or one preprocessor name, the first wins and the second is
     *     reported. A root that does not exist holds no plugins
     * @throws IOException if a root cannot be listed
     */
    public static PluginHost open(List<Path> roots) throws IOException {
        return open(roots, HostVersion.current());
    }

    static PluginHost open(List<Path> roots, HostVersion version) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path root : roots) {
            found.addAll(pluginsIn(root));
        }
        PluginHost host = new PluginHost(version);
        found.forEach(path -> host.reports.add(host.load(path)));
        return host;
    }

    /** What became of each plugin, in the order found. */
    public List<PluginReport> reports() {
        return Collections.unmodifiableList(reports);
    }

    /** Every preprocessor that can be used, by name. */
    public Map<String, PluginPreprocessor> preprocessors() {
        return Collections.unmodifiableMap(preprocessors);
    }

    /**
     * The preprocessor of a name.
     *
     * @throws PluginException if there is none; the message lists those there are and the plugins that failed to load
     */
    public PluginPreprocessor preprocessor(String name) {
        PluginPreprocessor found = preprocessors.get(name);
        if (found == null) {
            throw new PluginException("no preprocessor is called '%s'; there %s%s"
                    .formatted(
                            name,
                            preprocessors.isEmpty() ? "is none" : "are " + String.join(", ", preprocessors.keySet()),
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

    /** Unloads the plugins; none of their preprocessors may be used afterwards. */
    @Override
    public void close() throws IOException {
        plugins.unloadPlugins();
        preprocessors.clear();
        for (Path folder : unpacked) {
            FileTree.delete(folder);
        }
        unpacked.clear();
    }

    private PluginReport load(Path path) {
        try {
            Path folder = Files.isDirectory(path) ? path : unpack(path);
            PluginInfo plugin = PluginInfo.read(folder);
            version.check(plugin);
            List<PluginPreprocessor> found = load(plugin, folder);
            found.forEach(preprocessor -> preprocessors.put(preprocessor.name(), preprocessor));
            return new PluginReport.Loaded(
                    path, plugin, found.stream().map(PluginPreprocessor::name).toList());
        } catch (PluginException e) {
            return new PluginReport.Failed(path, e.getMessage());
        } catch (IOException e) {
            return new PluginReport.Failed(path, e.toString());
        }
    }

    private Path unpack(Path zip) throws IOException {
        Path folder = Files.createTempDirectory("restyle-plugin-");
        unpacked.add(folder);
        PluginZip.unpack(zip, folder);
        return folder;
    }

    private List<PluginPreprocessor> load(PluginInfo plugin, Path folder) {
        if (plugins.getPlugin(plugin.id()) != null) {
            throw new PluginException("a plugin with the id %s is already loaded from %s: remove one of them"
                    .formatted(plugin.id(), plugins.getPlugin(plugin.id()).getPluginPath()));
        }
        try {
            plugins.loadPlugin(folder);
            return preprocessorsOf(plugin);
        } catch (PluginException | PluginRuntimeException e) {
            plugins.unloadPlugin(plugin.id());
            throw e instanceof PluginException told ? told : new PluginException(plugin + ": " + e.getMessage(), e);
        }
    }

    private List<PluginPreprocessor> preprocessorsOf(PluginInfo plugin) {
        Set<String> classNames = plugins.getExtensionClassNames(plugin.id());
        if (classNames.isEmpty()) {
            throw new PluginException("""
                    plugin %s lists no preprocessor in META-INF/extensions.idx: annotate its class with @Extension and name \
                    org.pf4j.processor.ExtensionAnnotationProcessor as annotation processor of the compiler""".formatted(plugin));
        }
        ClassLoader loader = plugins.getPluginClassLoader(plugin.id());
        Map<String, PluginPreprocessor> found = new TreeMap<>();
        for (String className : classNames) {
            PluginPreprocessor made = PluginPreprocessor.create(plugin, loader, className);
            PluginPreprocessor taken = preprocessors.getOrDefault(made.name(), found.get(made.name()));
            if (taken != null) {
                throw new PluginException(
                        "plugin %s calls its preprocessor '%s', which is the name of one of plugin %s: remove one of them"
                                .formatted(plugin, made.name(), taken.plugin()));
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
        }
        Collections.sort(found);
        return found;
    }
}
