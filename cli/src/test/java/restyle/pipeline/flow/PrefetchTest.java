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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetchTest {

    @Test
    void handsOnEveryElementInOrder() {
        try (Prefetch<Integer> ahead =
                new Prefetch<>("test", 2, IntStream.range(0, 1000).boxed().iterator())) {
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
        try (Prefetch<Integer> ahead = new Prefetch<>("test", 3, stage)) {
            made.acquire(4); // three wait in the queue, one in the stage's hands
            assertFalse(made.tryAcquire());
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
        try (Prefetch<Integer> ahead = new Prefetch<>("test", 1, stage)) {
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
        Prefetch<Integer> ahead = new Prefetch<>("test", 1, stage);
        working.await();
        ahead.close();
        assertTrue(left[0]);
    }
}
