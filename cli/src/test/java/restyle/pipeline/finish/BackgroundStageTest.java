package restyle.pipeline.finish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.composite.Backdrop;
import restyle.composite.Background;
import restyle.pipeline.control.PluginRun;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;

class BackgroundStageTest {

    private final List<String> calls = new ArrayList<>();

    /** The left pixel is subject, the right one background. */
    private final FrameProcessor matting = new FrameProcessor() {
        @Override
        public FrameResult process(Frame frame) {
            calls.add("process " + frame.index());
            return new Matte(2, 1, new float[] {1, 0}, new float[6]);
        }

        @Override
        public void reset() {
            calls.add("reset");
        }

        @Override
        public void close() {
            calls.add("close");
        }
    };

    @Test
    void putsTheColourWhereTheSubjectIsNot() {
        try (BackgroundStage stage = stage("#010203")) {
            stage.matted(pictures(1, 50)).forEachRemaining(picture -> {});
            TimedFrame composed = stage.composed(pictures(1, 99)).next();
            assertArrayEquals(new byte[] {99, 99, 99, 1, 2, 3}, composed.image().rgb());
        }
    }

    @Test
    void pairsEachGeneratedFrameWithItsOwnSourceEvenWhereSomeAreLeftOut() {
        try (BackgroundStage stage = stage("source")) {
            stage.matted(pictures(5, 50)).forEachRemaining(picture -> {});
            Iterator<TimedFrame> generated = IntStream.of(1, 4)
                    .mapToObj(position -> picture(position, 99))
                    .iterator();
            Iterator<TimedFrame> composed = stage.composed(generated);
            assertArrayEquals(
                    new byte[] {99, 99, 99, 51, 51, 51}, composed.next().image().rgb());
            assertArrayEquals(
                    new byte[] {99, 99, 99, 54, 54, 54}, composed.next().image().rgb());
        }
    }

    @Test
    void resetsTheMattingAtCutsAndClosesItOnce() {
        BackgroundStage stage = stage("source");
        TimedFrame first = picture(0, 50);
        TimedFrame cut = new TimedFrame(new FramePosition(1, 1, 1, 1, true), first.image());
        stage.matted(List.of(first, cut).iterator()).forEachRemaining(picture -> {});
        stage.close();
        assertEquals(List.of("process 0", "reset", "process 0", "close"), calls);
    }

    private BackgroundStage stage(String background) {
        Backdrop backdrop = Backdrop.of(Background.parse(background), 2, 1, () -> {
            throw new AssertionError("no footage is needed");
        });
        return new BackgroundStage(new PluginRun("matting", matting), backdrop, 0.04, new StageClock());
    }

    private static Iterator<TimedFrame> pictures(int count, int grey) {
        return IntStream.range(0, count)
                .mapToObj(position -> picture(position, grey + (grey == 99 ? 0 : position)))
                .iterator();
    }

    private static TimedFrame picture(int position, int grey) {
        byte level = (byte) grey;
        byte[] rgb = {level, level, level, level, level, level};
        return new TimedFrame(
                new FramePosition(position, position, position, 1, position == 0), new Frame(position, 2, 1, rgb));
    }
}
