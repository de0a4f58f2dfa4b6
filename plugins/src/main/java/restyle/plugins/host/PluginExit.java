package restyle.plugins.host;

import java.util.Map;
import java.util.Optional;

/**
 * Finds out who ended the process. A plugin that calls {@link System#exit} cannot be kept from it, but it can be named: the thread that
 * called waits inside of that call until all shutdown hooks have run.
 *
 * @param caller how messages name who called: the plugin, or the code if it is no plugin's
 * @param place the code that called, as in a stack trace
 */
public record PluginExit(String caller, String place) {

    /**
     * Looks for the thread that has called {@link System#exit} or {@link Runtime#exit}, a plugin's rather than another. Finds nothing if
     * the process ends for another reason, such as a signal.
     */
    public static Optional<PluginExit> find() {
        Optional<PluginExit> found = Optional.empty();
        for (Map.Entry<Thread, StackTraceElement[]> thread :
                Thread.getAllStackTraces().entrySet()) {
            Optional<StackTraceElement> place = exit(thread.getValue());
            boolean isPlugin = thread.getKey().getContextClassLoader() instanceof IsolatedClassLoader;
            if (place.isPresent() && (isPlugin || found.isEmpty())) {
                found = Optional.of(
                        new PluginExit(caller(thread.getKey()), place.get().toString()));
            }
        }
        return found;
    }

    private static Optional<StackTraceElement> exit(StackTraceElement[] calls) {
        for (int i = calls.length - 1; i > 0; i--) {
            if (isExit(calls[i - 1])) {
                return Optional.of(calls[i]);
            }
        }
        return Optional.empty();
    }

    private static boolean isExit(StackTraceElement call) {
        boolean isJava = call.getClassName().equals(System.class.getName())
                || call.getClassName().equals(Runtime.class.getName());
        return isJava && call.getMethodName().equals("exit");
    }

    /** Threads that a plugin starts inherit its context class loader. */
    private static String caller(Thread thread) {
        return thread.getContextClassLoader() instanceof IsolatedClassLoader loader
                ? "plugin " + loader.plugin()
                : "a library, in thread '" + thread.getName() + "',";
    }
}
