package restyle.pipeline.finish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.colour.ColourStatistics;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

/** Pictures are grey, so that a map moves and stretches levels. */
class ColourMatchingTest {

    private int asked;

    @Test
    void bringsEachSceneToItsSourceByOneMap() {
        List<Integer> levels = matched(2, Optional.empty(), 100, 100, 130, 60, 60);
        // The first two decide, and come to the sources' 150; the third keeps its distance.
        assertEquals(List.of(150, 150, 150, 150), List.of(levels.get(0), levels.get(1), levels.get(3), levels.get(4)));
        assertEquals(180, levels.get(2), 3);
    }

    @Test
    void bringsEachSceneToAPicture() {
        List<Integer> levels = matched(8, Optional.of(ColourStatistics.of(grey(200))), 100, 100, 100, 60, 60);
        assertEquals(List.of(200, 200, 200, 200, 200), levels);
    }

    @Test
    void waitsForTheFramesThatDecide() {
        Iterator<StyledFrame> frames = Iterators.map(frames(100, 100, 100, 100, 100), frame -> {
            asked++;
            return frame;
        });
        new ColourMatching(frames, 2, Optional.empty(), new StageClock()).next();
        assertEquals(2, asked);
    }

    private static List<Integer> matched(int deciding, Optional<ColourStatistics> picture, int... levels) {
        List<Integer> found = new ArrayList<>();
        new ColourMatching(frames(levels), deciding, picture, new StageClock())
                .forEachRemaining(frame -> found.add(frame.image().rgb()[0] & 255));
        return found;
    }

    /** A new scene begins with the fourth. */
    private static Iterator<StyledFrame> frames(int... levels) {
        return IntStream.range(0, levels.length)
                .mapToObj(t -> {
                    FramePosition at = new FramePosition(t, t, t, 1, t / 3, t % 3 == 0);
                    return new StyledFrame(new ClipFrame(at, grey(150)), grey(levels[t]));
                })
                .iterator();
    }

    private static Frame grey(int level) {
        byte[] rgb = new byte[3 * 16];
        Arrays.fill(rgb, (byte) level);
        return new Frame(0, 4, 4, rgb);
    }
}
