package restyle.pipeline.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;

class WindowConeTest {

    @Test
    void whatItLeavesOutChangesNothing() {
        Random random = new Random(17);
        for (int round = 0; round < 400; round++) {
            int context = 1 + random.nextInt(16);
            int overlap = random.nextInt(context);
            int steps = 1 + random.nextInt(5);
            int firstStep = random.nextInt(steps);
            Sampling sampling = ToyClip.anySampling(random, steps, firstStep);
            List<EncodedFrame> scene = ToyClip.frames(1 + random.nextInt(120), Set.of(), random.nextBoolean());
            int first = random.nextInt(scene.size());
            int last = first + random.nextInt(scene.size() - first);
            WindowCone cone = WindowCone.of(scene.size(), first, last, sampling.steps(), context, overlap);
            List<DenoisedFrame> whole = denoised(scene, sampling, LeftEdge.NONE, new ToyNetworks(), context, overlap);
            ToyNetworks networks = new ToyNetworks();
            List<DenoisedFrame> part = new ArrayList<>();
            int from = cone.edge().first();
            Denoiser<float[]> denoiser = new Denoiser<>(
                    scene.subList(from, scene.size()).iterator(),
                    sampling,
                    networks,
                    ToyClip.NOISE,
                    context,
                    overlap,
                    cone.edge());
            while (part.isEmpty() || part.get(part.size() - 1).at().position() < last) {
                part.add(denoiser.next());
            }
            String what = "round %d: %d-%d of %d frames, context %d, overlap %d, %d steps"
                    .formatted(round, first, last, scene.size(), context, overlap, sampling.steps());
            part.removeIf(frame -> frame.at().position() < first);
            assertEquals(last - first + 1, part.size(), what);
            for (int f = 0; f < part.size(); f++) {
                assertEquals(whole.get(first + f).at(), part.get(f).at(), what);
                assertArrayEquals(whole.get(first + f).latents(), part.get(f).latents(), what);
            }
            int branches = networks.timesteps.size();
            assertTrue(branches >= cone.windowSteps(), what);
            if (sampling.branches(firstStep).size() == 1 && sampling.steps() == 1) {
                assertEquals(cone.windowSteps(), branches, what);
            }
        }
    }

    @Test
    void windowsRunNoMoreOftenThanTheyMust() {
        Sampling sampling = ToyClip.sampling(4, 0, 1);
        List<EncodedFrame> scene = ToyClip.frames(400, Set.of(), false);
        WindowCone cone = WindowCone.of(400, 120, 239, 4, 16, 4);
        ToyNetworks networks = new ToyNetworks();
        Denoiser<float[]> denoiser = new Denoiser<>(
                scene.subList(cone.edge().first(), 400).iterator(),
                sampling,
                networks,
                ToyClip.NOISE,
                16,
                4,
                cone.edge());
        while (denoiser.next().at().position() < 239) {}
        assertEquals(cone.windowSteps(), networks.timesteps.size());
        // Eleven windows hold one of the frames; each step before needs one more on each side.
        assertEquals(11 + 13 + 15 + 17, cone.windowSteps());
    }

    private static List<DenoisedFrame> denoised(
            List<EncodedFrame> scene,
            Sampling sampling,
            LeftEdge edge,
            ToyNetworks networks,
            int context,
            int overlap) {
        List<DenoisedFrame> result = new ArrayList<>();
        new Denoiser<>(scene.iterator(), sampling, networks, ToyClip.NOISE, context, overlap, edge)
                .forEachRemaining(result::add);
        return result;
    }
}
