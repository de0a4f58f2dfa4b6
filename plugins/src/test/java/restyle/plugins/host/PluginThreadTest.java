package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Code that treats its thread as plugins do. */
class PluginThreadTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final PluginThread plugin = plugin(Duration.ofSeconds(20));

    private PluginThread plugin(Duration notice) {
        PluginThread.Patience patience =
                new PluginThread.Patience(notice, Duration.ofMillis(100), Duration.ofMillis(100));
        return new PluginThread("x 1", PluginThreadTest.class.getClassLoader(), patience, notices::add);
    }

    @Test
    void anInterruptedExceptionIsAFailureAndStopsNothing() {
        assertFails("plugin x 1 failed at frame 7: InterruptedException, though restyle did not interrupt it", () -> {
            throw new InterruptedException();
        });
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals("next", plugin.call("at frame 8", () -> "next"));
    }

    /** Such as a model file of the wrong kind: whoever gave it need not know the class. */
    @Test
    void whatRestylesOwnCodeSaysStandsForItself() {
        assertFails("plugin x 1 failed at frame 7: hed.pth is a picture", () -> {
            throw new SharedException("hed.pth is a picture");
        });
        assertFails("plugin x 1 failed at frame 7: ArithmeticException: / by zero", () -> {
            throw new ArithmeticException("/ by zero");
        });
    }

    private static final class SharedException extends RuntimeException {
        SharedException(String message) {
            super(message);
        }
    }

    @Test
    void anInterruptFlagThatIsLeftSetStaysWithThePlugin() {
        assertFails("plugin x 1 failed at frame 7: no luck", () -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("no luck");
        });
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(
                false, plugin.call("at frame 8", () -> Thread.currentThread().isInterrupted()));
    }

    @Test
    void oneThatTakesLongIsNamedAgainEachTimeThatItHasDoubled() {
        PluginThread slow = plugin(Duration.ofMillis(20));
        slow.call("at frame 7", () -> {
            while (notices.size() < 2) {
                Thread.sleep(1);
            }
            return null;
        });
        String rest = "; if it hangs, end restyle: what is finished is kept";
        assertEquals(
                List.of(
                        "plugin x 1, asked at frame 7, has not answered for 20 ms" + rest,
                        "plugin x 1, asked at frame 7, has not answered for 40 ms" + rest),
                notices.subList(0, 2));
    }

    @Test
    void stoppingGoesOnUntilThePluginReturns() {
        AtomicBoolean ended = new AtomicBoolean();
        assertStopped(() -> {
            for (int swallowed = 0; swallowed < 3; ) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    swallowed++;
                }
            }
            ended.set(true);
            return null;
        });
        assertTrue(ended.get());
        assertEquals("next", plugin.call("at frame 8", () -> "next"));
    }

    @Test
    void oneThatNeverReturnsIsLeftBehind() {
        CountDownLatch hung = new CountDownLatch(1);
        try {
            assertStopped(() -> {
                while (hung.getCount() > 0) {
                    try {
                        hung.await();
                    } catch (InterruptedException e) {
                        continue;
                    }
                }
                return null;
            });
            String left = "plugin x 1, asked at frame 7, did not return; it is left behind";
            assertEquals(left, failure(() -> plugin.call("at frame 8", () -> null)));
            assertEquals(left, failure(() -> plugin.close(() -> {})));
        } finally {
            hung.countDown();
        }
    }

    @Test
    void closesEvenWhenTheRunIsStopped() {
        AtomicBoolean closed = new AtomicBoolean();
        Thread.currentThread().interrupt();
        plugin.close(() -> closed.set(true));
        assertTrue(Thread.interrupted());
        assertTrue(closed.get());
    }

    @Test
    void reportsAPluginThatThrowsOnClose() {
        assertEquals(
                "plugin x 1 failed to close: still busy",
                failure(() -> plugin.close(() -> {
                    throw new IllegalStateException("still busy");
                })));
    }

    @Test
    void doesNotWaitForeverForAPluginThatHangsOnClose() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        assertEquals(
                "plugin x 1 did not close within 100 ms",
                failure(() -> plugin.close(() -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                })));
        interrupted.await();
    }

    @Test
    void whatWasOpenedIsClosedWhenItsGuardRefusesIt() {
        AtomicBoolean closed = new AtomicBoolean();
        PluginException refused = new PluginException("no");
        PluginException e = assertThrows(
                PluginException.class,
                () -> plugin.opened(() -> () -> closed.set(true), opened -> {
                    throw refused;
                }));
        assertSame(refused, e);
        assertTrue(closed.get());
    }

    private void assertFails(String message, Callable<Void> code) {
        assertEquals(message, failure(() -> plugin.call("at frame 7", code)));
    }

    private static String failure(Runnable code) {
        return assertThrows(PluginException.class, code::run).getMessage();
    }

    /** Interrupts whoever waits for the code's result, once it runs. */
    private void assertStopped(Callable<Void> code) {
        assertTimeoutPreemptively(SOON, () -> {
            Thread caller = Thread.currentThread();
            PluginException e = assertThrows(
                    PluginException.class,
                    () -> plugin.call("at frame 7", () -> {
                        caller.interrupt();
                        return code.call();
                    }));
            assertEquals("plugin x 1 was stopped with the run", e.getMessage());
            assertTrue(Thread.interrupted());
        });
    }
}
