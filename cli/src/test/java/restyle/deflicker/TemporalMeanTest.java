package restyle.deflicker;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.plugins.Frame;
import restyle.vision.Rendition;

class TemporalMeanTest {

    private static final int MARGIN = 16;

    private final TemporalMean mean = new TemporalMean(Scenery.WIDTH, Scenery.HEIGHT);

    @AfterEach
    void close() {
        mean.close();
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 4", "3, 2, 3.4", "9, 2, 2.9", "3, 1, 2.2", "3, 4, 5"})
    void takesNoiseOutOfStillAndPannedPictures(int pixelsPerFrame, int reach, double factor) {
        List<Rendition> clip = IntStream.range(0, 2 * reach + 2)
                .mapToObj(t -> pan(t, pixelsPerFrame))
                .toList();
        double before = change(generated(clip, reach), generated(clip, reach + 1), pixelsPerFrame);
        double after = change(steadied(clip, reach, reach), steadied(clip, reach + 1, reach), pixelsPerFrame);
        assertTrue(before > 4, "noise " + before);
        assertTrue(before / after > factor, before + " became " + after);
    }

    @Test
    void keepsEdgesCrisp() {
        List<Rendition> clip = IntStream.range(0, 5).mapToObj(t -> pan(t, 3)).toList();
        double clean = edges(Scenery.painted(Scenery.at(2 * 3)));
        double after = edges(steadied(clip, 2, 2));
        assertTrue(after > 0.95 * clean, clean + " became " + after);
    }

    @Test
    void doesNotLetLinesTrembleWhereTheSourceStandsStill() {
        byte[] land = Scenery.at(0);
        List<Rendition> clip = IntStream.range(0, 5)
                .mapToObj(t -> Scenery.rendition(
                        Scenery.withSquare(Scenery.noisy(land, 3, t), 10 + 18 * t, 30, 230), Scenery.painted(land)))
                .toList();
        byte[] expected = Scenery.painted(land);
        byte[] found = steadied(clip, 2, 2);
        long moved = IntStream.range(0, found.length)
                .filter(i -> found[i] != expected[i])
                .count();
        assertTrue(moved < found.length / 100, moved + " of " + found.length + " samples moved");
    }

    @Test
    void leavesNoGhostOfWhatMoves() {
        byte[] land = Scenery.at(0);
        List<Rendition> clip = new ArrayList<>();
        for (int t = 0; t < 5; t++) {
            byte[] source = Scenery.withSquare(land, 10 + 18 * t, 30, 230);
            clip.add(Scenery.rendition(source, Scenery.painted(source)));
        }
        byte[] expected = generated(clip, 2);
        byte[] found = steadied(clip, 2, 2);
        int far = 0;
        for (int i = 0; i < found.length; i++) {
            far += Math.abs((found[i] & 255) - (expected[i] & 255)) > 12 ? 1 : 0;
        }
        assertTrue(far < found.length / 500, far + " of " + found.length + " samples differ");
    }

    @Test
    void leavesAPictureAloneWhoseNeighboursShowSomethingElse() {
        byte[] source = Scenery.at(0);
        Rendition picture = Scenery.rendition(source, Scenery.painted(source));
        byte[] other = new byte[source.length];
        Frame found = mean.of(picture, List.of(Scenery.rendition(other, other)));
        assertArrayEquals(picture.generated().rgb(), found.rgb());
    }

    @Test
    void dependsNeitherOnThreadsNorOnWhatWasAveragedBefore() {
        List<Rendition> clip = IntStream.range(0, 5).mapToObj(t -> pan(t, 5)).toList();
        setNumThreads(1);
        byte[] first = steadied(clip, 2, 2);
        steadied(clip, 3, 1);
        setNumThreads(4);
        assertArrayEquals(first, steadied(clip, 2, 2));
        try (TemporalMean other = new TemporalMean(Scenery.WIDTH, Scenery.HEIGHT)) {
            assertArrayEquals(
                    first, other.of(clip.get(2), neighbours(clip, 2, 2)).rgb());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 8", "15, 200", "200, 15", "31, 300", "300, 31", "32, 32", "32, 300", "900, 32", "33, 64"})
    void takesPicturesOfAnySize(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i * 37 % 101);
        }
        Frame frame = new Frame(0, width, height, rgb);
        try (TemporalMean small = new TemporalMean(width, height)) {
            Rendition same = new Rendition(frame, frame);
            assertArrayEquals(rgb, small.of(same, List.of(same, same)).rgb());
        }
    }

    @Test
    void keepsNoNativeMemory() {
        List<Rendition> clip = IntStream.range(0, 3).mapToObj(t -> pan(t, 3)).toList();
        steadied(clip, 1, 1);
        long count = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            steadied(clip, 1, 1);
        }
        assertEquals(count, Pointer.totalCount());
    }

    private static Rendition pan(int t, int pixelsPerFrame) {
        byte[] source = Scenery.at(pixelsPerFrame * t);
        return Scenery.rendition(source, Scenery.noisy(Scenery.painted(source), 4, t));
    }

    private byte[] steadied(List<Rendition> clip, int t, int reach) {
        return mean.of(clip.get(t), neighbours(clip, t, reach)).rgb();
    }

    private static List<Rendition> neighbours(List<Rendition> clip, int t, int reach) {
        return IntStream.rangeClosed(Math.max(0, t - reach), Math.min(clip.size() - 1, t + reach))
                .filter(k -> k != t)
                .mapToObj(clip::get)
                .toList();
    }

    private static byte[] generated(List<Rendition> clip, int t) {
        return clip.get(t).generated().rgb();
    }

    /** Mean change of what both pictures show, in grey levels, where the first lies so many pixels to the right. */
    private static double change(byte[] before, byte[] after, int shift) {
        long sum = 0;
        int count = 0;
        for (int y = MARGIN; y < Scenery.HEIGHT - MARGIN; y++) {
            for (int x = 3 * MARGIN; x < Scenery.WIDTH - 3 * MARGIN; x++, count++) {
                int at = 3 * (y * Scenery.WIDTH + x);
                sum += Math.abs((before[at + 3 * shift] & 255) - (after[at] & 255));
            }
        }
        return sum / (double) count;
    }

    /** Mean of the largest differences between neighbouring columns: the edges of the bars. */
    private static double edges(byte[] rgb) {
        double sum = 0;
        for (int y = MARGIN; y < Scenery.HEIGHT - MARGIN; y++) {
            int largest = 0;
            for (int x = MARGIN; x < Scenery.WIDTH - MARGIN; x++) {
                int at = 3 * (y * Scenery.WIDTH + x);
                largest = Math.max(largest, Math.abs((rgb[at + 3] & 255) - (rgb[at] & 255)));
            }
            sum += largest;
        }
        return sum / (Scenery.HEIGHT - 2 * MARGIN);
    }
}
