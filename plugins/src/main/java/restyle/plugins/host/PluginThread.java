package restyle.plugins.host;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one way into a plugin's code: a thread of its own for what belongs to one clip. Whatever that code does to its thread - raises or
 * swallows an interrupt, throws, never returns - stays there, and whoever called gets a result or a {@link PluginException} that names
 * the plugin. While code runs, the thread's context class loader is the plugin's, for libraries that look up services.
 *
 * <p>An interrupt of the calling thread stops the plugin: its thread is interrupted until it returns, and left behind if it does not.
 * It is a daemon, so that it keeps no process alive.
 */
final class PluginThread {

    /**
     * How long a plugin is waited for.
     *
     * @param notice without a result until the user is told that it may hang
     * @param stop until it is left behind once the run is to end
     * @param close until it is left behind when it closes
     */
    record Patience(Duration notice, Duration stop, Duration close) {

        /** The second is shorter than the time that a signal leaves for tidying up. */
        static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(30), Duration.ofMillis(400), Duration.ofSeconds(10));
    }

    private static final Duration LOADING = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final String plugin;
    private final ClassLoader loader;
    private final Patience patience;
    private final Consumer<String> notices;
    private final ExecutorService executor;
    private volatile Thread thread;
    private Duration untilNotice;
    private Future<?> last;
    private String lastDoing;

    /**
     * @param plugin how to name the plugin
     * @param notices told when the plugin may hang
     */
    PluginThread(String plugin, ClassLoader loader, Patience patience, Consumer<String> notices) {
        this.plugin = plugin;
        this.loader = loader;
        this.patience = patience;
        this.notices = notices;
        untilNotice = patience.notice;
        executor = Executors.newSingleThreadExecutor(this::made);
    }

    private Thread made(Runnable work) {
        thread = new Thread(work, "restyle plugin " + plugin);
        thread.setDaemon(true);
        return thread;
    }

    /** Runs code that loads a plugin; there is nobody yet to be told that it hangs, so it fails when it takes too long. */
    static <T> T load(String plugin, ClassLoader loader, String doing, Callable<T> code) {
        PluginThread loading = new PluginThread(plugin, loader, Patience.DEFAULT, notice -> {});
        try {
            return loading.await(loading.started(doing, code), LOADING);
        } catch (TimeoutException e) {
            throw new PluginException(
                    "plugin %s hangs %s: no result after %s".formatted(plugin, doing, words(LOADING)), e);
        } finally {
            loading.executor.shutdownNow();
        }
    }

    /**
     * Opens something of the plugin and puts a guard around it, which then has to close it and this.
     *
     * @throws PluginException if either fails; what was open is closed then
     */
    <T extends AutoCloseable, G> G opened(Callable<T> opening, Function<T, G> guard) {
        T inner = null;
        try {
            inner = call("to start", opening);
            if (inner == null) {
                throw new PluginException("plugin %s failed to start: open returned null".formatted(plugin));
            }
            return guard.apply(inner);
        } catch (RuntimeException | Error e) {
            dropped(inner, e);
            throw e;
        }
    }

    private void dropped(AutoCloseable inner, Throwable failure) {
        if (inner == null) {
            executor.shutdownNow();
            return;
        }
        try {
            close(inner);
        } catch (PluginException e) {
            failure.addSuppressed(e);
        }
    }

    /** Names the plugin in messages. */
    String plugin() {
        return plugin;
    }

    /**
     * Runs code of the plugin and waits for its result. One that takes long is reported, again each time that the wait has doubled.
     *
     * @param doing what the plugin is asked for, as in "plugin canny 1.0.0 failed " + doing
     * @throws PluginException if it throws anything but an error of the virtual machine, which is passed on, or if the calling thread is
     *     interrupted, which stays so
     */
    <T> T call(String doing, Callable<T> code) {
        if (isStuck()) {
            throw leftBehind();
        }
        Future<T> result = started(doing, code);
        Duration waited = Duration.ZERO;
        while (true) {
            try {
                return await(result, untilNotice.minus(waited));
            } catch (TimeoutException e) {
                waited = untilNotice;
                untilNotice = untilNotice.multipliedBy(2);
                notices.accept(
                        "plugin %s, asked %s, has not answered for %s; if it hangs, end restyle: what is finished is kept"
                                .formatted(plugin, doing, words(waited)));
            }
        }
    }

    /** Closes what the plugin has opened, even if the calling thread is interrupted, and ends the thread. */
    void close(AutoCloseable inner) {
        boolean interrupted = Thread.interrupted();
        Duration limit = interrupted ? patience.stop : patience.close;
        try {
            if (isStuck() && !stopped(limit)) {
                throw leftBehind();
            }
            await(started("to close", () -> closed(inner)), limit);
        } catch (TimeoutException e) {
            throw new PluginException("plugin %s did not close within %s".formatted(plugin, words(limit)), e);
        } finally {
            executor.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Void closed(AutoCloseable inner) throws Exception {
        inner.close();
        return null;
    }

    private PluginException leftBehind() {
        return new PluginException(
                "plugin %s, asked %s, did not return; it is left behind".formatted(plugin, lastDoing));
    }

    private static String words(Duration time) {
        return time.toSeconds() > 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private boolean isStuck() {
        return last != null && !last.isDone();
    }

    private <T> Future<T> started(String doing, Callable<T> code) {
        FutureTask<T> task = new FutureTask<>(() -> {
            Thread.currentThread().setContextClassLoader(loader);
            return code.call();
        });
        last = task;
        lastDoing = doing;
        executor.execute(task);
        return task;
    }

    private <T> T await(Future<T> result, Duration limit) throws TimeoutException {
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw PluginFailure.translated(plugin, lastDoing, e.getCause());
        } catch (InterruptedException e) {
            stopped(patience.stop);
            Thread.currentThread().interrupt();
            throw new PluginException("plugin %s was stopped with the run".formatted(plugin), e);
        }
    }

    /** Interrupts the plugin until its code has returned; some swallow an interrupt. Tells whether it has. */
    private boolean stopped(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (isStuck() && System.nanoTime() < end) {
            thread.interrupt();
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                continue; // that the run is to end is known already
            }
        }
        return !isStuck();
    }
}
