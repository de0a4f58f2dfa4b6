package restyle.plugins.host;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Objects;
import restyle.plugins.Clip;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Preprocessor;
import restyle.plugins.ResultKind;
import restyle.plugins.Setting;
import restyle.plugins.Settings;

/**
 * A preprocessor that came with a plugin. Whatever the plugin does wrong, here and in the frame processors it opens, becomes a
 * {@link PluginException} that names it; what it says about itself was asked once and checked.
 */
public final class PluginPreprocessor implements Preprocessor {

    private final PluginInfo plugin;
    private final ClassLoader loader;
    private final Preprocessor inner;
    private final String name;
    private final String summary;
    private final ResultKind produces;
    private final boolean costly;
    private final List<Setting> settings;

    private PluginPreprocessor(PluginInfo plugin, ClassLoader loader, Preprocessor inner) {
        this.plugin = plugin;
        this.loader = loader;
        this.inner = inner;
        this.name = Objects.requireNonNull(inner.name(), "name() is null");
        this.summary = Objects.requireNonNull(inner.summary(), "summary() is null");
        this.produces = Objects.requireNonNull(inner.produces(), "produces() is null");
        this.costly = inner.isCostly();
        this.settings = List.copyOf(inner.settings());
    }

    /** Makes the one instance of a class that the plugin lists as its extension. */
    static PluginPreprocessor create(PluginInfo plugin, ClassLoader loader, String className) {
        PluginPreprocessor created = PluginCall.run(plugin, loader, "while loading " + className, () -> {
            Class<?> type = loader.loadClass(className);
            if (!Preprocessor.class.isAssignableFrom(type)) {
                throw new IllegalArgumentException(
                        className + " is an extension, but does not implement " + Preprocessor.class.getName());
            }
            return new PluginPreprocessor(plugin, loader, instance(type.asSubclass(Preprocessor.class)));
        });
        created.check();
        return created;
    }

    private static Preprocessor instance(Class<? extends Preprocessor> type) throws Exception {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type.getName() + " needs a public constructor without arguments", e);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private void check() {
        require(name.matches("[a-z0-9][a-z0-9-]*"), "name '%s': expected lower-case letters, digits and dashes", name);
        require(!name.equals("file"), "name 'file' is taken by restyle for maps from files");
        require(!summary.isBlank() && summary.lines().count() == 1, "summary '%s': expected one line", summary);
        List<String> names = settings.stream().map(Setting::name).toList();
        require(names.stream().distinct().count() == names.size(), "two settings of one name among %s", names);
    }

    private void require(boolean holds, String problem, Object... values) {
        if (!holds) {
            throw new PluginException("plugin %s: %s".formatted(plugin, problem.formatted(values)));
        }
    }

    /** The plugin it came with; id and version are what a cache of its maps has to be keyed by. */
    public PluginInfo plugin() {
        return plugin;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public ResultKind produces() {
        return produces;
    }

    @Override
    public boolean isCostly() {
        return costly;
    }

    @Override
    public List<Setting> settings() {
        return settings;
    }

    /**
     * Starts work on one clip.
     *
     * @throws PluginException if the plugin cannot
     */
    @Override
    public FrameProcessor open(Clip clip, Settings settings) {
        FrameProcessor opened = PluginCall.run(label(), loader, "to start", () -> inner.open(clip, settings));
        if (opened == null) {
            throw new PluginException("plugin %s failed to start: open returned null".formatted(label()));
        }
        return new GuardedProcessor(label(), loader, clip, produces, opened);
    }

    /** How messages name it: the plugin's id and version, and the preprocessor's name where that differs. */
    private String label() {
        return plugin.id().equals(name) ? plugin.toString() : plugin + " (" + name + ")";
    }
}
