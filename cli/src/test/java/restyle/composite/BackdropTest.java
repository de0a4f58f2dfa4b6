package restyle.composite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import restyle.plugins.Frame;
import restyle.plugins.Matte;

class BackdropTest {

    private static final Background CLIP = new Background.Media("clip.mp4");
    private static final Frame STYLIZED = grey(200);
    private static final Frame SOURCE = grey(90);
    private static final Matte HALF = new Matte(1, 1, new float[] {0.5f}, new float[] {0.2f, 0.2f, 0.2f});
    private static final Matte NOTHING = new Matte(1, 1, new float[1], new float[3]);

    private int opened;
    private int closed;

    @Test
    void generatedLeavesThePictureWhole() {
        try (Backdrop backdrop = Backdrop.of(new Background.Generated(), 1, 1, noFootage())) {
            assertSame(STYLIZED, backdrop.compose(STYLIZED, HALF, SOURCE, 0));
        }
    }

    @Test
    void sourceStandsBehindTheStylizedSubject() {
        try (Backdrop backdrop = Backdrop.of(new Background.Source(), 1, 1, noFootage())) {
            // 100 + (90 - 25.5), rounded
            assertArrayEquals(
                    grey(165).rgb(), backdrop.compose(STYLIZED, HALF, SOURCE, 0).rgb());
        }
    }

    @Test
    void aColourStandsBehindTheStylizedSubject() {
        try (Backdrop backdrop = Backdrop.of(new Background.Colour(0, 100, 255), 1, 1, noFootage())) {
            byte[] expected = {100, (byte) 150, (byte) 228};
            assertArrayEquals(
                    expected, backdrop.compose(STYLIZED, HALF, SOURCE, 0).rgb());
        }
    }

    @Test
    void aClipPlaysAtItsOwnSpeedAndBeginsAgain() {
        // Frames 10, 20, 30 at 10 frames per second on a time line that begins at 5 s; seen at 20 frames per second.
        try (Backdrop backdrop = Backdrop.of(CLIP, 1, 1, () -> clip(5, 0.1, 10, 20, 30))) {
            assertEquals(
                    List.of(10, 10, 20, 20, 30, 30, 10, 10, 20, 20, 30, 30, 10, 10), levels(backdrop, 0, 0.05, 14));
        }
        assertEquals(3, opened);
        assertEquals(3, closed);
    }

    @Test
    void aFasterClipLeavesFramesOut() {
        try (Backdrop backdrop = Backdrop.of(CLIP, 1, 1, () -> clip(0, 1 / 60.0, 1, 2, 3, 4, 5))) {
            assertEquals(List.of(1, 3, 5, 2, 4, 1), levels(backdrop, 0, 1 / 30.0, 6));
        }
    }

    @Test
    void timesRoundedToMillisecondsChangeNothing() {
        double rate = 30000 / 1001.0;
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            shots.add(new Shot(grey(i), Math.round(1000 * i / rate) / 1000.0, 0.033));
        }
        try (Backdrop backdrop = Backdrop.of(CLIP, 1, 1, () -> footage(shots.iterator()))) {
            for (int i = 0; i < 100; i++) {
                assertEquals(i, level(backdrop, i / rate));
            }
        }
    }

    @Test
    void beginningInTheMiddleShowsTheSame() {
        try (Backdrop whole = Backdrop.of(CLIP, 1, 1, () -> clip(0, 0.04, 1, 2, 3, 4, 5, 6, 7));
                Backdrop part = Backdrop.of(CLIP, 1, 1, () -> clip(0, 0.04, 1, 2, 3, 4, 5, 6, 7))) {
            List<Integer> all = levels(whole, 0, 1 / 30.0, 1000);
            int before = opened;
            assertEquals(all.subList(700, 1000), levels(part, 700 / 30.0, 1 / 30.0, 300));
            // From 23.3 s to 33.3 s; the 83 repetitions before are not played.
            assertEquals(36, opened - before);
        }
    }

    @Test
    void anImageStays() {
        try (Backdrop backdrop = Backdrop.of(CLIP, 1, 1, () -> clip(0, 0.04, 77))) {
            assertEquals(List.of(77, 77, 77), levels(backdrop, 0, 1000, 3));
        }
        assertEquals(1, opened);
    }

    @Test
    void footageWithoutFramesIsRefusedAndClosed() {
        Exception e = assertThrows(IllegalStateException.class, () -> Backdrop.of(CLIP, 1, 1, () -> clip(0, 1)));
        assertEquals("the background has no frames", e.getMessage());
        assertEquals(1, closed);
    }

    private static Footage.Opening noFootage() {
        return () -> {
            throw new AssertionError("no footage is needed");
        };
    }

    private static List<Integer> levels(Backdrop backdrop, double from, double step, int count) {
        List<Integer> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(level(backdrop, from + i * step));
        }
        return levels;
    }

    private static int level(Backdrop backdrop, double seconds) {
        return Byte.toUnsignedInt(
                backdrop.compose(STYLIZED, NOTHING, SOURCE, seconds).rgb()[0]);
    }

    private Footage clip(double from, double step, int... levels) {
        List<Shot> shots = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            shots.add(new Shot(grey(levels[i]), from + i * step, step));
        }
        return footage(shots.iterator());
    }

    private Footage footage(Iterator<Shot> shots) {
        opened++;
        return new Footage() {
            @Override
            public Optional<Shot> next() {
                return shots.hasNext() ? Optional.of(shots.next()) : Optional.empty();
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    private static Frame grey(int level) {
        byte value = (byte) level;
        return new Frame(0, 1, 1, new byte[] {value, value, value});
    }
}
