package restyle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.plugins.Frame;

class PreviewTest {

    @Test
    void takesOneWindow() {
        assertEquals(4, window(4, 6, 6).size());
        assertEquals(3, window(4, 3, 3).size());
    }

    @Test
    void stopsWhereTheSecondSceneBegins() {
        assertEquals(2, window(4, 6, 2).size());
    }

    @Test
    void spreadsFramesFromTheFirstToTheLast() {
        assertEquals(Set.of(0L, 5L, 10L, 15L), Preview.spread(4, 16));
        assertEquals(Set.of(0L, 1L, 2L), Preview.spread(3, 3));
        assertEquals(Set.of(0L), Preview.spread(1, 16));
    }

    private static List<ClipFrame> window(int context, int frames, int sceneLength) {
        return Preview.firstWindow(
                IntStream.range(0, frames)
                        .mapToObj(i -> new ClipFrame(
                                new FramePosition(i, i, i, 1, i / sceneLength, i % sceneLength == 0),
                                new Frame(i, 1, 1, new byte[3])))
                        .iterator(),
                context);
    }
}
