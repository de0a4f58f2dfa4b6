package restyle.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import restyle.models.schedule.FrameNoise;
import restyle.models.schedule.Prediction;
import restyle.models.schedule.TrailingSchedule;
import restyle.plugins.ControlMap;

class DenoiserTest {

    private static final int SIZE = 12;
    private static final StartNoise NOISE = moment -> new FrameNoise(1).of(moment.sourceFrame(), SIZE);

    @Test
    void equalsStepAfterStepOverTheWholeClipBitForBit() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            int context = 1 + random.nextInt(16);
            int overlap = random.nextInt(context);
            Sampling sampling = sampling(1 + random.nextInt(4), 0, random.nextBoolean() ? 1 : 1.5);
            List<Prepared> clip = clip(1 + random.nextInt(70), cuts(random), random.nextBoolean());
            List<float[]> expected =
                    new PlainDenoiser<>(sampling, new ToyNetworks(), NOISE, context, overlap).denoise(clip);
            List<Denoised> found = drain(clip.iterator(), sampling, new ToyNetworks(), context, overlap);
            assertEquals(clip.size(), found.size());
            for (int f = 0; f < found.size(); f++) {
                assertEquals(f, found.get(f).moment().position());
                assertArrayEquals(expected.get(f), found.get(f).latents(), "round " + round + ", frame " + f);
            }
        }
    }

    @Test
    void computesResidualsOncePerFrameAndStepAndGivesAllBack() {
        ToyNetworks networks = new ToyNetworks();
        drain(clip(100, Set.of(), false).iterator(), sampling(4, 0, 1), networks, 16, 8);
        assertEquals(100 * 3, networks.residualCalls.size());
        assertEquals(Set.of(1), Set.copyOf(networks.residualCalls.values()));
        assertEquals(0, networks.held);
    }

    @Test
    void needsAMemoryThatDoesNotGrowWithTheClip() {
        ToyNetworks shorter = new ToyNetworks();
        ToyNetworks longer = new ToyNetworks();
        drain(clip(100, Set.of(), false).iterator(), sampling(4, 0, 1), shorter, 16, 4);
        drain(clip(1000, Set.of(), false).iterator(), sampling(4, 0, 1), longer, 16, 4);
        assertEquals(shorter.mostHeld, longer.mostHeld);
        assertTrue(longer.mostHeld <= 16 + 4 * 4, "frames with residuals at once: " + longer.mostHeld);
    }

    @Test
    void firstFramesComeOutWhileTheClipIsStillBeingRead() {
        int[] read = {0};
        Iterator<Prepared> clip =
                clip(1000, Set.of(), false).stream().peek(frame -> read[0]++).iterator();
        Denoiser<float[]> denoiser = new Denoiser<>(clip, sampling(4, 0, 1), new ToyNetworks(), NOISE, 16, 4);
        denoiser.next();
        assertTrue(read[0] <= 16 + 5 * 12, "frames read before the first came out: " + read[0]);
    }

    @Test
    void startsFromTheSourceOnTheGridOfTheModel() {
        ToyNetworks networks = new ToyNetworks();
        drain(clip(16, Set.of(), true).iterator(), sampling(4, 2, 1), networks, 16, 4);
        assertEquals(List.of(499, 249), networks.timesteps);
    }

    private static Sampling sampling(int steps, int first, double guidance) {
        return new Sampling(new TrailingSchedule(steps), first, Prediction.EPSILON, guidance);
    }

    private static Set<Integer> cuts(Random random) {
        Set<Integer> cuts = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            cuts.add(random.nextInt(70));
        }
        return cuts;
    }

    private static List<Prepared> clip(int frames, Set<Integer> cuts, boolean withSource) {
        return IntStream.range(0, frames)
                .mapToObj(f -> {
                    float[] source = new FrameNoise(2).of(f, SIZE);
                    ControlMap map = new ControlMap(1, 1, new byte[] {(byte) f, (byte) (f >> 8), 0});
                    Moment moment = new Moment(f, f, f, 1, f == 0 || cuts.contains(f));
                    return new Prepared(moment, withSource ? source : null, List.of(map));
                })
                .toList();
    }

    private static List<Denoised> drain(
            Iterator<Prepared> clip, Sampling sampling, ToyNetworks networks, int context, int overlap) {
        List<Denoised> result = new ArrayList<>();
        new Denoiser<>(clip, sampling, networks, NOISE, context, overlap).forEachRemaining(result::add);
        return result;
    }
}
