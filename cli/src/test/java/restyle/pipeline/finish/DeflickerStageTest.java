package restyle.pipeline.finish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.TimedFrame;
import restyle.plugins.Frame;

/** Sources are flat and stand still, so each result is the plain mean of the generated frames that count for it. */
class DeflickerStageTest {

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
        try (DeflickerStage stage = stage(2)) {
            stage.remembered(pictures(filled(10, 50), Set.of())).forEachRemaining(picture -> {});
            Iterator<TimedFrame> generated = Iterators.map(pictures(filled(10, 50), Set.of()), picture -> {
                asked++;
                return picture;
            });
            Iterator<TimedFrame> steadied = stage.steadied(generated, position -> true);
            for (int t = 0; t < 10; t++) {
                assertEquals(t, steadied.next().moment().position());
                assertEquals(Math.min(10, t + 3), asked);
            }
        }
    }

    @Test
    void givesWhatIsShownAloneAndTheSame() {
        List<Integer> levels = List.of(10, 12, 16, 16, 20, 30, 22, 24);
        List<byte[]> all = steadied(1, pictures(levels, Set.of()), Set.of(0, 1, 2, 3, 4, 5, 6, 7));
        Iterator<TimedFrame> needed = Iterators.filter(
                pictures(levels, Set.of()),
                picture -> Set.of(0L, 1L, 4L, 5L, 6L).contains(picture.moment().position()));
        List<byte[]> shown = steadied(1, needed, Set.of(0, 5));
        assertEquals(2, shown.size());
        assertArrayEquals(all.get(0), shown.get(0));
        assertArrayEquals(all.get(5), shown.get(1));
    }

    private static List<Integer> levels(int reach, List<Integer> generated, Set<Integer> cuts) {
        List<Integer> levels = new ArrayList<>();
        try (DeflickerStage stage = stage(reach)) {
            stage.remembered(pictures(filled(generated.size(), 50), cuts)).forEachRemaining(picture -> {});
            stage.steadied(pictures(generated, cuts), position -> true)
                    .forEachRemaining(picture -> levels.add(picture.image().rgb()[0] & 255));
        }
        return levels;
    }

    private static List<byte[]> steadied(int reach, Iterator<TimedFrame> generated, Set<Integer> shown) {
        List<byte[]> results = new ArrayList<>();
        try (DeflickerStage stage = stage(reach)) {
            stage.remembered(pictures(filled(8, 50), Set.of())).forEachRemaining(picture -> {});
            stage.steadied(generated, position -> shown.contains((int) position))
                    .forEachRemaining(picture -> results.add(picture.image().rgb()));
        }
        return results;
    }

    private static DeflickerStage stage(int reach) {
        return new DeflickerStage(reach, SIDE, SIDE, new StageClock());
    }

    private static List<Integer> filled(int count, int level) {
        return IntStream.range(0, count).map(i -> level).boxed().toList();
    }

    private static Iterator<TimedFrame> pictures(List<Integer> levels, Set<Integer> cuts) {
        return IntStream.range(0, levels.size())
                .mapToObj(t -> {
                    byte[] rgb = new byte[3 * SIDE * SIDE];
                    Arrays.fill(rgb, (byte) (int) levels.get(t));
                    FramePosition moment = new FramePosition(t, t, t, 1, t == 0 || cuts.contains(t));
                    return new TimedFrame(moment, new Frame(t, SIDE, SIDE, rgb));
                })
                .iterator();
    }
}
