package restyle.plugins.host;

import java.lang.reflect.InvocationTargetException;
import restyle.plugins.Finisher;
import restyle.plugins.Preprocessor;

/**
 * Makes the extensions of one plugin.
 *
 * @param loader of its classes
 * @param digest of its folder
 */
record ExtensionLoader(PluginInfo plugin, ClassLoader loader, PluginDigest digest) {

    /** Makes the one instance of a class that the plugin lists as its extension, and checks what it says about itself. */
    HostedPlugin load(String className) {
        HostedPlugin made = PluginThread.load(
                plugin.toString(), loader, "while loading " + className, () -> made(loader.loadClass(className)));
        if (made instanceof PluginPreprocessor preprocessor) {
            preprocessor.check();
        } else if (made instanceof PluginFinisher finisher) {
            finisher.check();
        }
        return made;
    }

    private HostedPlugin made(Class<?> type) throws Exception {
        boolean isPreprocessor = Preprocessor.class.isAssignableFrom(type);
        boolean isFinisher = Finisher.class.isAssignableFrom(type);
        if (isPreprocessor == isFinisher) {
            throw new IllegalArgumentException("%s is an extension, but implements %s; make it one of them"
                    .formatted(
                            type.getName(),
                            (isFinisher ? "both " : "neither ")
                                    + Preprocessor.class.getName()
                                    + (isFinisher ? " and " : " nor ")
                                    + Finisher.class.getName()));
        }
        if (isPreprocessor) {
            Preprocessor made = instance(type.asSubclass(Preprocessor.class));
            return new PluginPreprocessor(Origin.of(plugin, loader, digest, made), made);
        }
        Finisher made = instance(type.asSubclass(Finisher.class));
        return new PluginFinisher(Origin.of(plugin, loader, digest, made), made);
    }

    private static <T> T instance(Class<T> type) throws Exception {
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
}
