package restyle.plugins.host;

import java.io.IOException;
import java.util.Set;

/** Words for what a plugin's code throws. */
final class PluginFailure {

    /** Exceptions whose message says it all, as do those of restyle's own; of any other the class is named too. */
    private static final Set<Class<?>> PLAIN =
            Set.of(Exception.class, IOException.class, IllegalArgumentException.class, IllegalStateException.class);

    private PluginFailure() {}

    /**
     * Makes a {@link PluginException} of what a plugin threw.
     *
     * @param plugin how to name the plugin
     * @param doing what it was asked for, as in "plugin canny 1.0.0 failed " + doing
     * @throws VirtualMachineError if it threw one that says nothing about the plugin, such as {@link OutOfMemoryError}
     */
    static PluginException translated(String plugin, String doing, Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        return new PluginException("plugin %s failed %s: %s".formatted(plugin, doing, described(thrown)), thrown);
    }

    private static String described(Throwable thrown) {
        Throwable said =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null ? thrown.getCause() : thrown;
        String message = said.getMessage();
        String kind = said.getClass().getSimpleName();
        if (message != null && (PLAIN.contains(said.getClass()) || isOurs(said.getClass()))) {
            return message;
        }
        if (said instanceof InterruptedException) {
            return kind + ", though restyle did not interrupt it";
        }
        if (said instanceof LinkageError || said instanceof ClassNotFoundException) {
            return kind + ": " + message + " (not in the plugin's classes or lib, nor shared by restyle)";
        }
        return message == null ? kind : kind + ": " + message;
    }

    /** Whether it is a class that plugins share with restyle: what such an exception says is written for people. */
    private static boolean isOurs(Class<?> thrown) {
        return thrown.getClassLoader() == PluginFailure.class.getClassLoader();
    }
}
