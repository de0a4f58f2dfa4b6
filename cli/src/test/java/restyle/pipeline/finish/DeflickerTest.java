package restyle.pipeline.finish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.deflicker.TemporalMean;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

/** Sources are flat and stand still, so each result is the plain mean of the generated frames that count for it. */
class DeflickerTest {

    private static final int SIDE = 8;

    private int asked;

    @Test
    void averagesAsManyFramesOnEachSideAsThereAreInTheScene() {
        List<Integer> generated = List.of(10, 12, 16, 17, 19);
        assertEquals(List.of(11, 13, 15, 17, 18), levels(1, generated, Set.of()));
        assertEquals(List.of(13, 14, 15, 16, 17), levels(2, generated, Set.of()));
        assertEquals(List.of(15, 15, 15, 15, 15), levels(4, generated, Set.of()));
    }

    @Test
    void takesNothingAcrossACut() {
        assertEquals(List.of(11, 11, 15, 15, 18), levels(3, List.of(10, 12, 14, 16, 18), Set.of(2, 4)));
    }

    @Test
    void leavesASingleFrameAsItIs() {
        assertEquals(List.of(77), levels(2, List.of(77), Set.of()));
    }

    @Test
    void waitsForNoMoreFramesThanItNeeds() {
        try (TemporalMean mean = new TemporalMean(SIDE, SIDE)) {
            Iterator<StyledFrame> generated = Iterators.map(frames(filled(10, 50), Set.of()), frame -> {
                asked++;
                return frame;
            });
            Iterator<StyledFrame> steadied = new Deflicker(generated, 2, mean, position -> true, new StageClock());
            for (int t = 0; t < 10; t++) {
                assertEquals(t, steadied.next().at().position());
                assertEquals(Math.min(10, t + 3), asked);
            }
        }
    }

    @Test
    void givesWhatIsWantedAloneAndTheSame() {
        List<Integer> levels = List.of(10, 12, 16, 16, 20, 30, 22, 24);
        List<byte[]> all = steadied(1, frames(levels, Set.of()), position -> true);
        Iterator<StyledFrame> needed = Iterators.filter(
                frames(levels, Set.of()),
                frame -> Set.of(0L, 1L, 4L, 5L, 6L).contains(frame.at().position()));
        List<byte[]> wanted = steadied(1, needed, position -> position == 0 || position == 5);
        assertEquals(2, wanted.size());
        assertArrayEquals(all.get(0), wanted.get(0));
        assertArrayEquals(all.get(5), wanted.get(1));
    }

    private static List<Integer> levels(int reach, List<Integer> generated, Set<Integer> cuts) {
        return steadied(reach, frames(generated, cuts), position -> true).stream()
                .map(rgb -> rgb[0] & 255)
                .toList();
    }

    private static List<byte[]> steadied(int reach, Iterator<StyledFrame> generated, LongPredicate wanted) {
        List<byte[]> results = new ArrayList<>();
        try (TemporalMean mean = new TemporalMean(SIDE, SIDE)) {
            new Deflicker(generated, reach, mean, wanted, new StageClock())
                    .forEachRemaining(frame -> results.add(frame.image().rgb()));
        }
        return results;
    }

    private static List<Integer> filled(int count, int level) {
        return IntStream.range(0, count).map(i -> level).boxed().toList();
    }

    private static Iterator<StyledFrame> frames(List<Integer> levels, Set<Integer> cuts) {
        int[] scene = {-1};
        return IntStream.range(0, levels.size())
                .mapToObj(t -> {
                    boolean cut = t == 0 || cuts.contains(t);
                    scene[0] += cut ? 1 : 0;
                    FramePosition at = new FramePosition(t, t, t, 1, scene[0], cut);
                    return new StyledFrame(new ClipFrame(at, flat(t, 50)), flat(t, levels.get(t)));
                })
                .iterator();
    }

    private static Frame flat(int index, int level) {
        byte[] rgb = new byte[3 * SIDE * SIDE];
        Arrays.fill(rgb, (byte) level);
        return new Frame(index, SIDE, SIDE, rgb);
    }
}
