package restyle.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.plugins.Frame;

class SceneCutsTest {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    private final Scene meadow = new Scene(1, 0.2f, 0.9f, 0.3f);
    private final Scene street = new Scene(2, 0.8f, 0.5f, 0.4f);
    private final Scene night = new Scene(3, 0.3f, 0.3f, 0.7f);

    @Test
    void findsHardCuts() {
        assertEquals(
                List.of(10L, 25L, 31L),
                cuts(40, i -> (i < 10 ? meadow : i < 25 ? street : i < 31 ? night : meadow).seen(2 * i, 0, 1, 0)));
    }

    @Test
    void findsCutsInGreyFootage() {
        assertEquals(List.of(12L), cuts(24, i -> grey(i < 12 ? street.seen(i, 0, 1, 0) : night.seen(i, 0, 0.4f, 0))));
    }

    @Test
    void findsCutsUnderNoise() {
        Random random = new Random(5);
        assertEquals(List.of(12L), cuts(24, i -> noisy((i < 12 ? meadow : night).seen(i, 0, 1, 0), random)));
    }

    @Test
    void takesPansAndShakingForMovement() {
        Random random = new Random(6);
        assertEquals(List.of(), cuts(30, i -> meadow.seen(12 * i, 0, 1, 0)));
        assertEquals(List.of(), cuts(30, i -> street.seen(random.nextInt(12), random.nextInt(8), 1, 0)));
    }

    @Test
    void takesAWhipPanForMovement() {
        assertEquals(List.of(), cuts(30, i -> meadow.seen(i < 10 ? 0 : Math.min(8, i - 10) * 45, 0, 1, 0)));
    }

    @Test
    void doesNotFallForFlashes() {
        assertEquals(List.of(), cuts(30, i -> meadow.seen(i, 0, 1, i == 12 ? 0.7f : 0)));
        assertEquals(List.of(), cuts(30, i -> night.seen(i, 0, 1, i == 12 || i == 13 || i == 20 ? 0.98f : 0)));
    }

    @Test
    void doesNotFallForFadesAndDissolves() {
        assertEquals(List.of(), cuts(30, i -> meadow.seen(i, 0, Math.min(1, i / 10f), 0)));
        assertEquals(List.of(), cuts(30, i -> meadow.seen(i, 0, Math.min(1, Math.abs(i - 15) / 8f), 0)));
        assertEquals(List.of(), cuts(40, i -> mixed(meadow.seen(i, 0, 1, 0), street.seen(i, 0, 1, 0), (i - 12) / 14f)));
    }

    @Test
    void findsTheNewSceneBehindBlack() {
        assertEquals(List.of(15L), cuts(30, i -> (i < 10 ? meadow : street).seen(i, 0, i >= 10 && i < 15 ? 0 : 1, 0)));
    }

    @Test
    void givesEveryFrameOnceInOrder() {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            frames.add(new Frame(i, WIDTH, HEIGHT, meadow.seen(i, 0, 1, 0)));
        }
        for (double threshold : new double[] {SceneCuts.AUTO, SceneCuts.OFF}) {
            Iterator<Frame> left = frames.iterator();
            List<Frame> given = new ArrayList<>();
            try (SceneCuts scenes = new SceneCuts(() -> source(left), threshold)) {
                for (Optional<SceneFrame> next = scenes.next(); next.isPresent(); next = scenes.next()) {
                    given.add(next.get().source().frame());
                }
                assertEquals(Optional.empty(), scenes.next());
            }
            assertEquals(frames, given);
        }
    }

    @Test
    void readsThresholds() {
        assertEquals(SceneCuts.AUTO, SceneCuts.threshold("auto"));
        assertEquals(SceneCuts.OFF, SceneCuts.threshold("off"));
        assertEquals(0.5, SceneCuts.threshold("0.5"));
        for (String wrong : List.of("0", "1.5", "-1", "often", "NaN")) {
            assertThrows(VideoException.class, () -> SceneCuts.threshold(wrong), wrong);
        }
    }

    private static List<Long> cuts(int count, IntFunction<byte[]> picture) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(new Frame(i, WIDTH, HEIGHT, picture.apply(i)));
        }
        Iterator<Frame> left = frames.iterator();
        List<Long> cuts = new ArrayList<>();
        try (SceneCuts scenes = new SceneCuts(() -> source(left), SceneCuts.AUTO)) {
            for (Optional<SceneFrame> next = scenes.next(); next.isPresent(); next = scenes.next()) {
                if (next.get().cut()) {
                    cuts.add(next.get().source().frame().index());
                }
            }
        }
        return cuts;
    }

    private static Optional<SourceFrame> source(Iterator<Frame> frames) {
        return frames.hasNext() ? Optional.of(new SourceFrame(frames.next(), 0, 1)) : Optional.empty();
    }

    private static byte[] grey(byte[] rgb) {
        for (int i = 0; i < rgb.length; i += 3) {
            int sum = (rgb[i] & 255) + (rgb[i + 1] & 255) + (rgb[i + 2] & 255);
            rgb[i] = rgb[i + 1] = rgb[i + 2] = (byte) (sum / 3);
        }
        return rgb;
    }

    private static byte[] noisy(byte[] rgb, Random random) {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 255) + 25 * random.nextGaussian()));
        }
        return rgb;
    }

    private static byte[] mixed(byte[] a, byte[] b, float share) {
        float part = Math.max(0, Math.min(1, share));
        for (int i = 0; i < a.length; i++) {
            a[i] = (byte) ((a[i] & 255) * (1 - part) + (b[i] & 255) * part);
        }
        return a;
    }

    /** A wide picture of soft blobs in a range of colours, through which a camera looks. */
    private static final class Scene {

        private final float[][] blobs = new float[160][];

        Scene(int seed, float red, float green, float blue) {
            Random random = new Random(seed);
            for (int i = 0; i < blobs.length; i++) {
                float light = 0.25f + 0.9f * random.nextFloat();
                blobs[i] = new float[] {
                    random.nextInt(900) - 100,
                    random.nextInt(HEIGHT + 40) - 20,
                    4 + random.nextInt(18),
                    Math.min(1, light * (red + 0.2f * random.nextFloat())),
                    Math.min(1, light * (green + 0.2f * random.nextFloat())),
                    Math.min(1, light * (blue + 0.2f * random.nextFloat()))
                };
            }
        }

        /** What the camera sees from {@code (left, top)}, dimmed by {@code light}, with {@code flash} of white over it. */
        byte[] seen(int left, int top, float light, float flash) {
            float[] sum = new float[3 * WIDTH * HEIGHT];
            for (float[] blob : blobs) {
                paint(sum, blob, blob[0] - left, blob[1] - top);
            }
            byte[] rgb = new byte[sum.length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) (255 * (light * sum[i] * (1 - flash) + flash));
            }
            return rgb;
        }

        private static void paint(float[] sum, float[] blob, float x, float y) {
            int radius = (int) blob[2];
            for (int py = Math.max(0, (int) y - radius); py < Math.min(HEIGHT, y + radius); py++) {
                for (int px = Math.max(0, (int) x - radius); px < Math.min(WIDTH, x + radius); px++) {
                    float far = ((px - x) * (px - x) + (py - y) * (py - y)) / (radius * radius);
                    for (int c = 0; far < 1 && c < 3; c++) {
                        int at = 3 * (py * WIDTH + px) + c;
                        sum[at] += (1 - far) * (blob[3 + c] - sum[at]);
                    }
                }
            }
        }
    }
}
