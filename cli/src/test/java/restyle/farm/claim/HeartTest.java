package restyle.farm.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Claims of a process that is alive stay alive, also where the folder cannot be written to for a moment. */
class HeartTest {

    @Test
    void goesOnAfterABeatThatFailed() throws Exception {
        CountDownLatch later = new CountDownLatch(3);
        try (Heart heart = new Heart(Duration.ofMillis(5), () -> {
            later.countDown();
            throw new IOException("the server does not answer");
        })) {
            assertTrue(later.await(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void endsWhenItIsClosed() throws Exception {
        AtomicInteger beats = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        Heart heart = new Heart(Duration.ofMillis(5), () -> {
            beats.incrementAndGet();
            first.countDown();
        });
        assertTrue(first.await(20, TimeUnit.SECONDS));
        heart.close();
        Thread.sleep(100);
        int closed = beats.get();
        Thread.sleep(100);
        assertEquals(closed, beats.get());
    }
}
