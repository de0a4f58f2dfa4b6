package restyle.plugins.host;

import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/** Loads the classes of one plugin: its own first, and of the host only {@link SharedPackages}. */
final class IsolatedClassLoader extends PluginClassLoader {

    private final PluginDescriptor descriptor;

    IsolatedClassLoader(PluginManager plugins, PluginDescriptor descriptor) {
        super(plugins, descriptor, new SharedPackages(PluginHost.class.getClassLoader()));
        this.descriptor = descriptor;
    }

    /** Names the plugin in messages, by id and version. */
    String plugin() {
        return descriptor.getPluginId() + " " + descriptor.getVersion();
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
        return SharedPackages.contain(className);
    }
}
