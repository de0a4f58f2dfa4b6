package restyle.pipeline.flow;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Runs a stage in a thread of its own, a few elements ahead of whoever reads it. The queue between them is what bounds the
 * pipeline's memory: a fast stage waits for a slow one.
 *
 * <p>What the stage throws, the reader gets. Closing ends the thread and waits for it, so that networks and files the stage
 * uses can be closed afterwards.
 */
public final class Prefetch<T> implements Iterator<T>, AutoCloseable {

    /** The end of the stage: normal, or with what it threw. */
    private record End(Throwable cause) {}

    private final BlockingQueue<Object> queue;
    private final Thread thread;
    private Object head;

    /**
     * @param name of the thread
     * @param capacity how many elements may wait
     */
    public Prefetch(String name, int capacity, Iterator<T> stage) {
        queue = new ArrayBlockingQueue<>(capacity);
        thread = new Thread(() -> run(stage), "restyle " + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Iterator<T> stage) {
        try {
            put(stage);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: nobody reads any more
        }
    }

    private void put(Iterator<T> stage) throws InterruptedException {
        Throwable cause = null;
        try {
            while (!Thread.currentThread().isInterrupted() && stage.hasNext()) {
                queue.put(stage.next());
            }
        } catch (RuntimeException | Error e) {
            cause = e;
        }
        queue.put(new End(cause));
    }

    @Override
    public boolean hasNext() {
        if (head == null) {
            try {
                head = queue.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedRun(e);
            }
        }
        if (head instanceof End end) {
            rethrow(end.cause);
            return false;
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // only elements of the stage and End are put in
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        T element = (T) head;
        head = null;
        return element;
    }

    private static void rethrow(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        } else if (cause != null) {
            throw (RuntimeException) cause;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            queue.clear();
            try {
                thread.join(10);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
