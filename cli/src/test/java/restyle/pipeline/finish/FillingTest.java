package restyle.pipeline.finish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.job.PixelSize;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Iterators;
import restyle.pipeline.flow.StageClock;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

/** Sources are flat and stand still, so a filled frame is the mean of its two neighbours by their distances. */
class FillingTest {

    private static final PixelSize SIZE = new PixelSize(40, 36);

    private int asked;

    @Test
    void putsFilledFramesInTheirPlacesWithTheirTimes() {
        List<StyledFrame> all = filled(1, 0, 3, 4, 5);
        assertEquals(
                IntStream.rangeClosed(0, 5).mapToObj(t -> 10L * t).toList(),
                all.stream().map(frame -> frame.at().timestamp()).toList());
        assertEquals(
                List.of(0, 20, 40, 60, 80, 100),
                all.stream().map(frame -> frame.image().rgb()[0] & 255).toList());
    }

    @Test
    void areTheSameHoweverManyThreadsFill() {
        List<StyledFrame> one = filled(1, 0, 4, 7, 11);
        List<StyledFrame> four = filled(4, 0, 4, 7, 11);
        assertEquals(12, one.size());
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i).image().rgb(), four.get(i).image().rgb());
        }
    }

    @Test
    void readsNoFurtherThanThreadsHaveWork() {
        try (FillWorkers workers = new FillWorkers(SIZE, 2)) {
            Iterator<StyledFrame> diffused = Iterators.map(diffused(0, 2, 4, 6, 8, 10, 12), frame -> {
                asked++;
                return frame;
            });
            new Filling(diffused, workers, new StageClock()).next();
            assertEquals(2, asked);
        }
    }

    @Test
    void tellsWhatWentWrong() {
        try (FillWorkers workers = new FillWorkers(SIZE, 1)) {
            ClipFrame small = new ClipFrame(at(1), new Frame(1, 2, 2, new byte[12]));
            StyledFrame after = new StyledFrame(clip(2).withBetween(List.of(small)), flat(2, 0));
            Filling filling = new Filling(
                    List.of(new StyledFrame(clip(0), flat(0, 0)), after).iterator(), workers, new StageClock());
            assertThrows(RuntimeException.class, () -> filling.forEachRemaining(frame -> {}));
        }
    }

    private static List<StyledFrame> filled(int threads, int... diffused) {
        List<StyledFrame> all = new ArrayList<>();
        try (FillWorkers workers = new FillWorkers(SIZE, threads)) {
            new Filling(diffused(diffused), workers, new StageClock()).forEachRemaining(all::add);
        }
        return all;
    }

    /** Frames of the given numbers, each 20 levels brighter for each number. */
    private static Iterator<StyledFrame> diffused(int... numbers) {
        List<StyledFrame> frames = new ArrayList<>();
        int next = 0;
        for (int number : numbers) {
            List<ClipFrame> between =
                    IntStream.range(next, number).mapToObj(FillingTest::clip).toList();
            frames.add(new StyledFrame(clip(number).withBetween(between), flat(number, 20 * number)));
            next = number + 1;
        }
        return frames.iterator();
    }

    private static ClipFrame clip(int number) {
        return new ClipFrame(at(number), flat(number, 50));
    }

    private static FramePosition at(int number) {
        return new FramePosition(number, number, 10L * number, 10, 0, number == 0);
    }

    private static Frame flat(int number, int level) {
        byte[] rgb = new byte[3 * SIZE.width() * SIZE.height()];
        Arrays.fill(rgb, (byte) level);
        return new Frame(number, SIZE.width(), SIZE.height(), rgb);
    }
}
