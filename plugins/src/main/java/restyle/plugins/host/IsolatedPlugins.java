package restyle.plugins.host;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.BasePluginLoader;
import org.pf4j.CompoundPluginRepository;
import org.pf4j.DefaultPluginClasspath;
import org.pf4j.DefaultPluginManager;
import org.pf4j.ExtensionFinder;
import org.pf4j.IndexedExtensionFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PropertiesPluginDescriptorFinder;
import org.pf4j.RuntimeMode;

/**
 * PF4J set up for folders of {@code plugin.properties}, {@code classes/} and {@code lib/*.jar}, each in a class loader that
 * looks into the plugin first and sees only {@link SharedPackages} of the host. It looks for nothing by itself and writes
 * nothing: which plugins are enabled is not kept in files.
 */
final class IsolatedPlugins extends DefaultPluginManager {

    private static final PluginStatusProvider ALL_ENABLED = new PluginStatusProvider() {
        @Override
        public boolean isPluginDisabled(String pluginId) {
            return false;
        }

        @Override
        public void disablePlugin(String pluginId) {
            throw new UnsupportedOperationException("plugins are installed or removed, not disabled");
        }

        @Override
        public void enablePlugin(String pluginId) {}
    };

    IsolatedPlugins() {
        super(List.of(Path.of("")));
    }

    @Override
    public RuntimeMode getRuntimeMode() {
        return RuntimeMode.DEPLOYMENT;
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PropertiesPluginDescriptorFinder();
    }

    @Override
    protected ExtensionFinder createExtensionFinder() {
        IndexedExtensionFinder finder = new IndexedExtensionFinder(this);
        addPluginStateListener(finder);
        return finder;
    }

    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return ALL_ENABLED;
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new CompoundPluginRepository();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new BasePluginLoader(this, new DefaultPluginClasspath()) {
            @Override
            protected PluginClassLoader createPluginClassLoader(Path folder, PluginDescriptor descriptor) {
                return new IsolatedClassLoader(IsolatedPlugins.this, descriptor);
            }
        };
    }
}
