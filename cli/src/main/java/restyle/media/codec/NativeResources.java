package restyle.media.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Frees what somebody has opened, last first, once. Who opens several things keeps each here as soon as it is there, so that nothing is
 * left open where the next one fails.
 */
public final class NativeResources implements AutoCloseable {

    private final Deque<Runnable> frees = new ArrayDeque<>();

    /**
     * Gives back what it is given, and will free it.
     *
     * @param free for example {@code Converter::close}
     */
    public <T> T keep(T resource, Consumer<? super T> free) {
        frees.push(() -> free.accept(resource));
        return resource;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!frees.isEmpty()) {
            try {
                frees.pop().run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
