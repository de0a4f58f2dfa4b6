package restyle.plugins.host;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.ResultKind;

/**
 * Holds a plugin's frame processor to its contract: results of the clip's size and the promised kind, and a close that ends.
 * Anything else is a {@link PluginException} with the plugin's name.
 */
final class GuardedProcessor implements FrameProcessor {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String plugin;
    private final ClassLoader loader;
    private final Clip clip;
    private final ResultKind promised;
    private final FrameProcessor inner;
    private final Duration closeTimeout;
    private boolean closed;

    GuardedProcessor(String plugin, ClassLoader loader, Clip clip, ResultKind promised, FrameProcessor inner) {
        this(plugin, loader, clip, promised, inner, CLOSE_TIMEOUT);
    }

    GuardedProcessor(
            String plugin,
            ClassLoader loader,
            Clip clip,
            ResultKind promised,
            FrameProcessor inner,
            Duration closeTimeout) {
        this.plugin = plugin;
        this.loader = loader;
        this.clip = clip;
        this.promised = promised;
        this.inner = inner;
        this.closeTimeout = closeTimeout;
    }

    @Override
    public FrameResult process(Frame frame) {
        if (frame.width() != clip.width() || frame.height() != clip.height()) {
            throw new IllegalArgumentException("frame %d is %dx%d, the clip %dx%d"
                    .formatted(frame.index(), frame.width(), frame.height(), clip.width(), clip.height()));
        }
        FrameResult result = run("at frame " + frame.index(), () -> inner.process(frame));
        String wrong = problem(result);
        if (wrong != null) {
            throw new PluginException("plugin %s failed at frame %d: %s".formatted(plugin, frame.index(), wrong));
        }
        return result;
    }

    private String problem(FrameResult result) {
        if (result == null) {
            return "it returned null";
        }
        ResultKind found = result instanceof ControlMap ? ResultKind.CONTROL_MAP : ResultKind.MATTE;
        if (found != promised) {
            return "it promised %s and returned %s".formatted(promised, found);
        }
        if (result.width() != clip.width() || result.height() != clip.height()) {
            return "expected a result of %dx%d pixels, found %dx%d"
                    .formatted(clip.width(), clip.height(), result.width(), result.height());
        }
        return null;
    }

    @Override
    public void reset() {
        run("at a scene cut", () -> {
            inner.reset();
            return null;
        });
    }

    /** Closes the plugin's processor once, on a thread of its own, which is left behind if it does not end in time. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread closer = new Thread(() -> closeInner(done), "close " + plugin);
        closer.setDaemon(true);
        closer.start();
        await(done, closer);
    }

    private void closeInner(CompletableFuture<Void> done) {
        try {
            run("to close", () -> {
                inner.close();
                return null;
            });
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    private void await(CompletableFuture<Void> done, Thread closer) {
        try {
            done.get(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (TimeoutException e) {
            closer.interrupt();
            throw new PluginException(
                    "plugin %s failed to close: it still hung after %s ms".formatted(plugin, closeTimeout.toMillis()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PluginException("interrupted while plugin %s closed".formatted(plugin), e);
        }
    }

    private <T> T run(String doing, Callable<T> code) {
        return PluginCall.run(plugin, loader, doing, code);
    }
}
