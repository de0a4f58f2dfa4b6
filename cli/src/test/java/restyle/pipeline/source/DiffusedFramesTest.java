package restyle.pipeline.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.plugins.Frame;

class DiffusedFramesTest {

    private int asked;

    @Test
    void areEveryNthOfEachSceneAndItsLast() {
        assertEquals(List.of("0", "3 of 1 2", "6 of 4 5", "7"), chosen(8, 3, Set.of()));
        assertEquals(List.of("0", "2 of 1", "4 of 3", "5", "6", "7"), chosen(8, 2, Set.of(5, 7)));
        assertEquals(List.of("0", "1", "2", "6 of 3 4 5"), chosen(7, 4, Set.of(1, 2)));
        assertEquals(List.of("0"), chosen(1, 4, Set.of()));
        assertEquals(List.of(), chosen(0, 4, Set.of()));
    }

    @Test
    void areNumberedAmongThemselvesAndKeepTheirTimes() {
        List<ClipFrame> all = new ArrayList<>();
        new DiffusedFrames(frames(8, Set.of(5)), 3, 0).forEachRemaining(all::add);
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L),
                all.stream().map(frame -> frame.at().position()).toList());
        ClipFrame second = all.get(1);
        assertEquals(30, second.at().timestamp());
        assertEquals(
                List.of(10L, 20L),
                second.between().stream().map(frame -> frame.at().timestamp()).toList());
        assertEquals(
                List.of(1L, 1L),
                second.between().stream().map(frame -> frame.at().position()).toList());
    }

    @Test
    void readOneFrameAhead() {
        Iterator<ClipFrame> chosen = new DiffusedFrames(frames(100, Set.of()), 4, 0);
        chosen.next();
        assertEquals(2, asked);
        chosen.next();
        assertEquals(6, asked);
    }

    private List<String> chosen(int count, int every, Set<Integer> cuts) {
        List<String> chosen = new ArrayList<>();
        new DiffusedFrames(frames(count, cuts), every, 0).forEachRemaining(frame -> {
            StringBuilder text = new StringBuilder().append(frame.image().index());
            frame.between()
                    .forEach(other -> text.append(
                            text.indexOf("of") < 0
                                    ? " of " + other.image().index()
                                    : " " + other.image().index()));
            chosen.add(text.toString());
        });
        return chosen;
    }

    private Iterator<ClipFrame> frames(int count, Set<Integer> cuts) {
        int[] scene = {-1};
        return IntStream.range(0, count)
                .mapToObj(t -> {
                    asked++;
                    boolean start = t == 0 || cuts.contains(t);
                    scene[0] += start ? 1 : 0;
                    FramePosition at = new FramePosition(t, t, 10L * t, 10, scene[0], start);
                    return new ClipFrame(at, new Frame(t, 1, 1, new byte[3]));
                })
                .iterator();
    }
}
