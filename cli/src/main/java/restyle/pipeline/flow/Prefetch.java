package restyle.pipeline.flow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * Runs a stage in a thread of its own, a few elements ahead of whoever reads it. The queue between them is what bounds the pipeline's
 * memory: a fast stage waits for a slow one. The thread starts when the first element is asked for.
 *
 * <p>What the stage throws, the reader gets. Closing ends the thread and waits for it, so that networks and files the stage uses can be
 * closed afterwards.
 */
public final class Prefetch<T> implements Iterator<T>, AutoCloseable {

    /** How long a stage may take to end before the user is told which one it is. */
    private static final long PATIENCE_MILLIS = 10_000;

    private static final long POLL_MILLIS = 10;

    private final int capacity;
    private final Iterator<T> stage;
    private final Stop stop;
    private final Consumer<String> notices;
    private final String name;
    private final Thread thread;

    private final Deque<T> queue = new ArrayDeque<>();
    private boolean started;
    private boolean ended;
    private Throwable failure;

    /**
     * Puts a queue behind a stage.
     *
     * @param name of the stage, for the thread and for notices
     * @param capacity how many elements may wait
     * @param stop ends this and everything else of the run
     * @param notices is told where the stage does not end
     */
    Prefetch(String name, int capacity, Iterator<T> stage, Stop stop, Consumer<String> notices) {
        this.name = name;
        this.capacity = capacity;
        this.stage = stage;
        this.stop = stop;
        this.notices = notices;
        this.thread = new Thread(this::run, "restyle " + name);
        thread.setDaemon(true);
        stop.whenSet(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void run() {
        Throwable cause = null;
        try {
            while (!stop.isSet() && stage.hasNext()) {
                put(stage.next());
            }
        } catch (Throwable e) {
            // Everything, also what is not declared: whatever ends a stage must reach its reader.
            cause = e;
        }
        end(cause);
    }

    private synchronized void put(T element) {
        boolean interrupted = false;
        while (queue.size() >= capacity && !stop.isSet()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // only the stop ends a run
            }
        }
        queue.add(element);
        notifyAll();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end(Throwable cause) {
        ended = true;
        failure = cause;
        notifyAll();
    }

    /** @throws InterruptedRun if the run ends, or the calling thread is interrupted, while the stage is at work */
    @Override
    public synchronized boolean hasNext() {
        start();
        while (queue.isEmpty() && !ended) {
            try {
                requireGoingOn();
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedRun(e);
            }
        }
        requireGoingOn();
        if (queue.isEmpty()) {
            rethrow();
        }
        return !queue.isEmpty();
    }

    private void requireGoingOn() {
        if (stop.isSet()) {
            throw new InterruptedRun(new InterruptedException("the run has ended"));
        }
    }

    private void start() {
        if (!started) {
            started = true;
            thread.start();
        }
    }

    @Override
    public synchronized T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T element = queue.remove();
        notifyAll();
        return element;
    }

    private void rethrow() {
        if (failure instanceof Error error) {
            throw error;
        } else if (failure instanceof RuntimeException exception) {
            throw exception;
        } else if (failure != null) {
            throw new IllegalStateException(
                    "the stage '%s' ended with %s: %s"
                            .formatted(name, failure.getClass().getName(), failure.getMessage()),
                    failure);
        }
    }

    /** Ends the run and waits until the stage has let go of what it uses. */
    @Override
    public void close() {
        stop.set();
        boolean interrupted = false;
        boolean told = false;
        long since = System.nanoTime();
        while (thread.isAlive()) {
            thread.interrupt(); // again and again: one may be swallowed
            try {
                thread.join(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (!told && System.nanoTime() - since > PATIENCE_MILLIS * 1_000_000) {
                told = true;
                notices.accept("the stage '%s' does not end; waiting for it".formatted(name));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
