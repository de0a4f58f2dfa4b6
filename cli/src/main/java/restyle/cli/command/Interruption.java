package restyle.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import restyle.models.runtime.RunningCalls;

/**
 * What happens when the process is told to end by SIGINT or SIGTERM while this is open: networks stop, the thread that opened
 * this is interrupted and closes what it has open, and the process ends as soon as it has, or after a moment in any case. The
 * exit code is then that of the signal, 130 or 143.
 */
public final class Interruption implements AutoCloseable {

    /** Loading a network cannot be cut short; what a thread that is at it has open, the next run removes. */
    private static final long GRACE_MILLIS = 700;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "restyle interruption");

    private Interruption() {}

    /** Watches over the calling thread until it is closed. */
    public static Interruption watch() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop() {
        worker.interrupt();
        RunningCalls.stop();
        try {
            closed.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the process ends in any case
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the process ends when it has.
        }
    }
}
