package restyle.pipeline.finish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import restyle.fill.InBetween;
import restyle.job.PixelSize;

/** Threads that fill frames in, each with buffers of its own. Closing ends them. */
final class FillWorkers implements AutoCloseable {

    /** More would only help where networks are faster than any device that is known. */
    private static final int MAX_COUNT = 8;

    private final ExecutorService threads;
    private final BlockingQueue<InBetween> idle = new LinkedBlockingQueue<>();
    private final List<InBetween> all = new ArrayList<>();

    /**
     * Starts as many as are of use.
     *
     * @param available threads that may compute
     */
    FillWorkers(PixelSize size, int available) {
        int count = Math.min(MAX_COUNT, available);
        for (int i = 0; i < count; i++) {
            all.add(new InBetween(size.width(), size.height()));
        }
        idle.addAll(all);
        threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "restyle fill");
            thread.setDaemon(true);
            return thread;
        });
    }

    int count() {
        return all.size();
    }

    /** Does some work as soon as a thread is free. */
    <T> Future<T> start(Function<InBetween, T> work) {
        return threads.submit(() -> {
            InBetween fill = idle.remove(); // there are as many as threads
            try {
                return work.apply(fill);
            } finally {
                idle.add(fill);
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true; // native memory is in use until they end
            }
        }
        all.forEach(InBetween::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
