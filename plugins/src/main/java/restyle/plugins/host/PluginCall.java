package restyle.plugins.host;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The one way into a plugin's code: whatever it throws comes out as a {@link PluginException} that names the plugin, and while
 * it runs the thread's context class loader is the plugin's, for libraries that look up services.
 */
final class PluginCall {

    /** Exceptions whose message says it all; of any other the class is told too. */
    private static final Set<Class<?>> PLAIN =
            Set.of(Exception.class, IOException.class, IllegalArgumentException.class, IllegalStateException.class);

    private PluginCall() {}

    /**
     * Runs {@code code}, which belongs to {@code plugin}.
     *
     * @param plugin how to name the plugin
     * @param doing what it is asked for, as in "plugin canny 1.0.0 failed " + doing
     * @throws PluginException if it throws anything but an error of the virtual machine, which is passed on
     */
    static <T> T run(Object plugin, ClassLoader loader, String doing, Callable<T> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.call();
        } catch (Throwable e) {
            throw translated("plugin %s failed %s: ".formatted(plugin, doing), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static PluginException translated(String failed, Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new PluginException(failed + describe(thrown), thrown);
    }

    private static String describe(Throwable thrown) {
        Throwable told =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        String message = told.getMessage();
        if (message != null && PLAIN.contains(told.getClass())) {
            return message;
        }
        if (told instanceof LinkageError || told instanceof ClassNotFoundException) {
            return told.getClass().getSimpleName() + ": " + message
                    + " (not in the plugin's classes or lib, nor shared by restyle)";
        }
        return message == null
                ? told.getClass().getSimpleName()
                : told.getClass().getSimpleName() + ": " + message;
    }
}
