package restyle.pipeline.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.StageClock;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Matte;

class MattesTest {

    private final List<String> calls = new ArrayList<>();

    private final FrameProcessor matting = new FrameProcessor() {
        @Override
        public FrameResult process(Frame frame) {
            calls.add("process " + frame.index());
            return new Matte(1, 1, new float[] {frame.index()}, new float[3]);
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
    void givesEveryFrameItsMatteAndResetsTheMattingAtCuts() {
        Iterator<ClipFrame> frames =
                List.of(frame(0, true), frame(1, false), frame(2, true)).iterator();
        try (PluginRun run = new PluginRun("matting", matting)) {
            Iterator<ClipFrame> matted = Mattes.of(run, new StageClock()).of(frames);
            for (int i = 0; i < 3; i++) {
                assertEquals(i, matted.next().matte().orElseThrow().alpha()[0]);
            }
        }
        assertEquals(List.of("process 0", "process 1", "reset", "process 2", "close"), calls);
    }

    private static ClipFrame frame(int index, boolean cut) {
        return new ClipFrame(new FramePosition(index, index, index, 1, 0, cut), new Frame(index, 1, 1, new byte[3]));
    }
}
