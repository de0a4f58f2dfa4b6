package restyle.pipeline.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;

class DenoiserTest {

    @Test
    void equalsStepAfterStepOverTheWholeClipBitForBit() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            int context = 1 + random.nextInt(16);
            int overlap = random.nextInt(context);
            int steps = 1 + random.nextInt(5);
            Sampling sampling = ToyClip.anySampling(random, steps, random.nextInt(steps));
            List<EncodedFrame> clip =
                    ToyClip.frames(1 + random.nextInt(70), ToyClip.cuts(random), random.nextBoolean());
            clip = random.nextBoolean() ? clip : ToyClip.keepingSome(clip);
            List<float[]> expected =
                    new PlainDenoiser<>(sampling, new ToyNetworks(), ToyClip.NOISE, context, overlap).denoise(clip);
            List<DenoisedFrame> found = drain(clip.iterator(), sampling, new ToyNetworks(), context, overlap);
            assertEquals(clip.size(), found.size());
            for (int f = 0; f < found.size(); f++) {
                assertEquals(f, found.get(f).at().position());
                assertArrayEquals(expected.get(f), found.get(f).latents(), "round " + round + ", frame " + f);
            }
        }
    }

    @Test
    void computesResidualsOncePerFrameAndStepAndGivesAllBack() {
        ToyNetworks networks = new ToyNetworks();
        drain(ToyClip.frames(100, Set.of(), false).iterator(), ToyClip.sampling(4, 0, 1), networks, 16, 8);
        assertEquals(100 * 3, networks.residualCalls.size());
        assertEquals(Set.of(1), Set.copyOf(networks.residualCalls.values()));
        assertEquals(0, networks.held);
        assertEquals(LongStream.range(0, 100).boxed().toList(), networks.done);
    }

    @Test
    void needsAMemoryThatDoesNotGrowWithTheClip() {
        ToyNetworks shorter = new ToyNetworks();
        ToyNetworks longer = new ToyNetworks();
        drain(ToyClip.frames(100, Set.of(), false).iterator(), ToyClip.sampling(4, 0, 1), shorter, 16, 4);
        drain(ToyClip.frames(1000, Set.of(), false).iterator(), ToyClip.sampling(4, 0, 1), longer, 16, 4);
        assertEquals(shorter.mostHeld, longer.mostHeld);
        assertTrue(longer.mostHeld <= 16 + 4 * 4, "frames with residuals at once: " + longer.mostHeld);
    }

    @Test
    void firstFramesComeOutWhileTheClipIsStillBeingRead() {
        int[] read = {0};
        Iterator<EncodedFrame> clip = ToyClip.frames(1000, Set.of(), false).stream()
                .peek(frame -> read[0]++)
                .iterator();
        Denoiser<float[]> denoiser =
                new Denoiser<>(clip, ToyClip.sampling(4, 0, 1), new ToyNetworks(), ToyClip.NOISE, 16, 4, LeftEdge.NONE);
        denoiser.next();
        assertTrue(read[0] <= 16 + 5 * 12, "frames read before the first came out: " + read[0]);
    }

    @Test
    void startsFromTheSourceOnTheGridOfTheModel() {
        ToyNetworks networks = new ToyNetworks();
        drain(ToyClip.frames(16, Set.of(), true).iterator(), ToyClip.sampling(4, 2, 1), networks, 16, 4);
        assertEquals(List.of(499, 249), networks.timesteps);
    }

    @Test
    void whatIsNotRestyledIsTheSourceInTheEnd() {
        List<EncodedFrame> clip = ToyClip.keepingSome(ToyClip.frames(20, Set.of(), false));
        List<DenoisedFrame> found = drain(clip.iterator(), ToyClip.sampling(4, 0, 1), new ToyNetworks(), 16, 4);
        for (int f = 0; f < found.size(); f++) {
            float[] source = clip.get(f).kept().orElseThrow().latents();
            for (int i = 0; i < source.length; i += 3) {
                assertEquals(source[i], found.get(f).latents()[i]);
                assertNotEquals(source[i + 1], found.get(f).latents()[i + 1], 1e-3f);
                assertNotEquals(source[i + 2], found.get(f).latents()[i + 2], 1e-3f);
            }
        }
    }

    private static List<DenoisedFrame> drain(
            Iterator<EncodedFrame> clip, Sampling sampling, ToyNetworks networks, int context, int overlap) {
        List<DenoisedFrame> result = new ArrayList<>();
        new Denoiser<>(clip, sampling, networks, ToyClip.NOISE, context, overlap, LeftEdge.NONE)
                .forEachRemaining(result::add);
        return result;
    }
}
