package restyle.pipeline.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrefetchTest {

    @Test
    void handsOnEveryElementInOrder() {
        try (Prefetch<Integer> ahead = ahead(2, IntStream.range(0, 1000).boxed().iterator())) {
            for (int i = 0; i < 1000; i++) {
                assertEquals(i, ahead.next());
            }
            assertFalse(ahead.hasNext());
            assertFalse(ahead.hasNext());
        }
    }

    @Test
    void runsAtMostItsCapacityAhead() throws InterruptedException {
        Semaphore made = new Semaphore(0);
        Iterator<Integer> stage =
                IntStream.range(0, 100).boxed().peek(i -> made.release()).iterator();
        try (Prefetch<Integer> ahead = ahead(3, stage)) {
            ahead.next();
            made.acquire(5); // one taken, three wait in the queue, one in the stage's hands
            assertFalse(made.tryAcquire(100, TimeUnit.MILLISECONDS));
            ahead.next();
            made.acquire(1);
        }
    }

    @Test
    void throwsWhatTheStageThrewAfterTheElementsBeforeIt() {
        RuntimeException cause = new IllegalStateException("disk on fire");
        Iterator<Integer> stage = IntStream.range(0, 3)
                .boxed()
                .peek(i -> {
                    if (i == 2) {
                        throw cause;
                    }
                })
                .iterator();
        try (Prefetch<Integer> ahead = ahead(1, stage)) {
            assertEquals(List.of(0, 1), List.of(ahead.next(), ahead.next()));
            assertSame(cause, assertThrows(IllegalStateException.class, ahead::next));
        }
    }

    @Test
    void closingWaitsForTheStageToLetGo() throws InterruptedException {
        CountDownLatch working = new CountDownLatch(1);
        boolean[] left = {false};
        Iterator<Integer> stage = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Integer next() {
                working.countDown();
                long until = System.nanoTime() + 20_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait(); // like native code, which cannot be interrupted
                }
                left[0] = true;
                return 1;
            }
        };
        Prefetch<Integer> ahead = ahead(1, stage);
        ahead.next();
        working.await();
        ahead.close();
        assertTrue(left[0]);
    }

    @Test
    void endsWhereAStageThrowsWithItsInterruptFlagSet() {
        Iterator<Integer> stage = failing(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("plugin gave up");
        });
        try (Prefetch<Integer> ahead = ahead(1, stage)) {
            assertEquals(
                    "plugin gave up",
                    assertThrows(IllegalStateException.class, ahead::next).getMessage());
        }
    }

    @Test
    void namesTheStageThatThrowsWhatItDoesNotDeclare() {
        Iterator<Integer> stage =
                failing(() -> PrefetchTest.<RuntimeException>sneak(new InterruptedException("sneaked")));
        try (Prefetch<Integer> ahead = ahead(1, stage)) {
            String message =
                    assertThrows(IllegalStateException.class, ahead::next).getMessage();
            assertEquals("the stage 'test' ended with java.lang.InterruptedException: sneaked", message);
        }
    }

    @Test
    void stopsAStageThatSwallowsInterrupts() {
        AtomicInteger made = new AtomicInteger();
        Iterator<Integer> stage = Stream.generate(() -> {
                    Thread.interrupted(); // whatever signal there was is lost
                    return made.incrementAndGet();
                })
                .iterator();
        Prefetch<Integer> ahead = ahead(2, stage);
        ahead.next();
        ahead.close();
        assertTrue(made.get() <= 5, "made " + made);
    }

    @Test
    void theEndOfARunWakesEveryStageOfIt() throws InterruptedException {
        Stop stop = new Stop();
        CountDownLatch never = new CountDownLatch(1);
        Iterator<Integer> stuck = Stream.generate(() -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 1;
                })
                .iterator();
        try (Prefetch<Integer> first = new Prefetch<>("first", 1, stuck, stop, told -> {});
                Prefetch<Integer> second = new Prefetch<>("second", 1, first, stop, told -> {})) {
            Thread reader = new Thread(() -> assertThrows(InterruptedRun.class, second::next));
            reader.start();
            stop.set();
            reader.join(5000);
            assertFalse(reader.isAlive());
        }
    }

    private static Prefetch<Integer> ahead(int capacity, Iterator<Integer> stage) {
        return new Prefetch<>("test", capacity, stage, new Stop(), told -> {});
    }

    private static Iterator<Integer> failing(Runnable failure) {
        return Stream.generate(() -> {
                    failure.run();
                    return 1;
                })
                .iterator();
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }
}
