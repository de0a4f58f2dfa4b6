package restyle.plugins.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;
import restyle.plugins.ResultKind;

class GuardedProcessorTest {

    private static final Clip CLIP = new Clip(2, 1, 25, "cpu", 1);
    private static final Frame FRAME = new Frame(7, 2, 1, new byte[6]);

    @Test
    void passesGoodResultsThrough() {
        FrameResult map = new ControlMap(2, 1, new byte[6]);
        assertSame(map, guarded(frame -> map).process(FRAME));
    }

    @Test
    void namesPluginFrameAndReasonWhenTheResultIsWrong() {
        assertFails("plugin x 1 failed at frame 7: it returned null", frame -> null);
        assertFails(
                "plugin x 1 failed at frame 7: expected a result of 2x1 pixels, found 1x2",
                frame -> new ControlMap(1, 2, new byte[6]));
        assertFails(
                "plugin x 1 failed at frame 7: it promised CONTROL_MAP and returned MATTE",
                frame -> new Matte(2, 1, new float[2], new float[6]));
    }

    @Test
    void namesPluginAndFrameWhenThePluginThrows() {
        assertFails("plugin x 1 failed at frame 7: no edges", frame -> {
            throw new IOException("no edges");
        });
        assertFails("plugin x 1 failed at frame 7: ArithmeticException: / by zero", frame -> {
            throw new ArithmeticException("/ by zero");
        });
        assertFails("plugin x 1 failed at frame 7: AssertionError", frame -> {
            throw new AssertionError();
        });
        assertFails("plugin x 1 failed at frame 7: StackOverflowError", new FrameProcessor() {
            @Override
            @SuppressWarnings("InfiniteRecursion") // that is what is tested
            public FrameResult process(Frame frame) {
                return process(frame);
            }
        });
    }

    @Test
    void passesErrorsOfTheVirtualMachineOn() {
        OutOfMemoryError thrown = new OutOfMemoryError("made for a test");
        FrameProcessor guarded = guarded(frame -> {
            throw thrown;
        });
        assertSame(thrown, assertThrows(OutOfMemoryError.class, () -> guarded.process(FRAME)));
    }

    @Test
    void refusesFramesOfAnotherSizeThanTheClip() {
        assertThrows(
                IllegalArgumentException.class, () -> guarded(frame -> null).process(new Frame(0, 1, 1, new byte[3])));
    }

    @Test
    void countsTheResultsOfABatch() {
        FrameResult map = new ControlMap(2, 1, new byte[6]);
        assertEquals(List.of(map, map), guarded(batching(2, List.of(map, map))).processAll(List.of(FRAME, FRAME)));
        PluginException e = assertThrows(
                PluginException.class, () -> guarded(batching(2, List.of(map))).processAll(List.of(FRAME, FRAME)));
        assertEquals("plugin x 1 failed at frame 7: it returned 1 results for 2 frames", e.getMessage());
        e = assertThrows(
                PluginException.class, () -> guarded(batching(0, List.of())).batch());
        assertEquals("plugin x 1 failed: it asked for batches of 0 frames, expected 1 to 64", e.getMessage());
    }

    private static FrameProcessor batching(int batch, List<FrameResult> results) {
        return new FrameProcessor() {
            @Override
            public int batch() {
                return batch;
            }

            @Override
            public FrameResult process(Frame frame) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<FrameResult> processAll(List<Frame> frames) {
                return results;
            }
        };
    }

    @Test
    void closesOnce() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        FrameProcessor guarded = guarded(closing(closed::incrementAndGet));
        guarded.close();
        guarded.close();
        assertEquals(1, closed.get());
    }

    private static void assertFails(String message, FrameProcessor plugin) {
        PluginException e =
                assertThrows(PluginException.class, () -> guarded(plugin).process(FRAME));
        assertEquals(message, e.getMessage());
    }

    private static FrameProcessor closing(Runnable close) {
        return new FrameProcessor() {
            @Override
            public FrameResult process(Frame frame) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }

    private static GuardedProcessor guarded(FrameProcessor plugin) {
        PluginThread thread = new PluginThread(
                "x 1", GuardedProcessorTest.class.getClassLoader(), PluginThread.Patience.DEFAULT, notice -> {});
        return new GuardedProcessor(thread, CLIP, ResultKind.CONTROL_MAP, plugin);
    }
}
