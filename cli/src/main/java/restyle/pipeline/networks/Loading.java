package restyle.pipeline.networks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** A network that is loaded by a thread of its own, since that keeps one processor busy; others are loaded meanwhile. */
final class Loading<T extends AutoCloseable> implements AutoCloseable {
    private final CompletableFuture<T> network;

    private Loading(CompletableFuture<T> network) {
        this.network = network;
    }

    /** Begins to load. */
    static <T extends AutoCloseable> Loading<T> of(Supplier<T> loader) {
        return new Loading<>(CompletableFuture.supplyAsync(loader, load -> {
            Thread thread = new Thread(load, "restyle load");
            thread.setDaemon(true);
            thread.start();
        }));
    }

    /** Waits for the network; throws what its loader has thrown. */
    T get() {
        try {
            return network.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Waits, too, and frees what was loaded. What the loader has thrown is for {@link #get} to say. */
    @Override
    public void close() throws Exception {
        T loaded = network.exceptionally(problem -> null).join();
        if (loaded != null) {
            loaded.close();
        }
    }
}
