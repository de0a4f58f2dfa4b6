package restyle.pipeline.flow;

import java.util.ArrayDeque;
import java.util.Deque;

/** What a run has open, closed in the reverse order. What one of them throws does not keep the others open. */
public final class ResourceStack implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Closes something together with everything else; returns it. */
    public synchronized <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    /** Closes everything. Safe to call more than once. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                failure = joined(failure, e);
            } catch (Exception e) {
                failure = joined(failure, new IllegalStateException(e));
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException joined(RuntimeException first, RuntimeException next) {
        if (first == null) {
            return next;
        }
        first.addSuppressed(next);
        return first;
    }
}
