package restyle.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends a transfer that has come to a stop: a connection can be open for hours without a byte coming through. */
final class StallGuard implements AutoCloseable {

    private final InputStream body;
    private final long limit;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "restyle download");
        thread.setDaemon(true);
        return thread;
    });
    private final Future<?> looking;
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    /** Watches over a body from now on. */
    StallGuard(InputStream body, Duration limit) {
        this.body = body;
        this.limit = limit.toNanos();
        looking = clock.scheduleWithFixedDelay(this::look, this.limit / 4, this.limit / 4, TimeUnit.NANOSECONDS);
    }

    /** Notes that bytes have come; must be called whenever they do. */
    void alive() {
        last = System.nanoTime();
    }

    boolean hasStalled() {
        return stalled;
    }

    private void look() {
        if (System.nanoTime() - last > limit) {
            stalled = true;
            try {
                body.close(); // the thread that waits for bytes gets an exception
            } catch (IOException e) {
                // It waits no longer in any case.
            }
        }
    }

    @Override
    public void close() {
        looking.cancel(false);
        clock.shutdownNow();
    }
}
