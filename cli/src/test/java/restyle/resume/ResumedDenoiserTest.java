package restyle.resume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import restyle.media.VideoException;
import restyle.pipeline.denoise.Denoiser;
import restyle.pipeline.denoise.Sampling;
import restyle.pipeline.denoise.ToyClip;
import restyle.pipeline.denoise.ToyNetworks;
import restyle.pipeline.flow.DenoisedFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;

class ResumedDenoiserTest {

    @Test
    void equalsAnUndisturbedRunBitForBitWhereverItWasInterrupted() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int context = 1 + random.nextInt(16);
            int overlap = random.nextInt(context);
            int steps = 1 + random.nextInt(5);
            Sampling sampling = ToyClip.anySampling(random, steps, random.nextInt(steps));
            List<EncodedFrame> clip =
                    ToyClip.frames(1 + random.nextInt(90), ToyClip.cuts(random), random.nextBoolean());
            List<DenoisedFrame> undisturbed = resume(clip, List.of(), sampling, new ToyNetworks(), context, overlap);
            int finished = random.nextInt(clip.size() + 1);
            List<DenoisedFrame> resumed =
                    resume(clip, undisturbed.subList(0, finished), sampling, new ToyNetworks(), context, overlap);
            assertEquals(clip.size(), resumed.size());
            for (int f = 0; f < resumed.size(); f++) {
                assertEquals(undisturbed.get(f).at(), resumed.get(f).at());
                assertArrayEquals(
                        undisturbed.get(f).latents(),
                        resumed.get(f).latents(),
                        "round %d: %d of %d frames finished, frame %d".formatted(round, finished, clip.size(), f));
            }
        }
    }

    @Test
    void leavesOutTheWindowsThatCannotMatter() {
        Sampling sampling = ToyClip.sampling(4, 0, 1);
        List<EncodedFrame> clip = ToyClip.frames(400, Set.of(), false);
        ToyNetworks networks = new ToyNetworks();
        List<DenoisedFrame> undisturbed = resume(clip, List.of(), sampling, new ToyNetworks(), 16, 4);
        resume(clip, undisturbed.subList(0, 390), sampling, networks, 16, 4);
        assertTrue(networks.timesteps.size() <= 4 * 6, "windows and steps: " + networks.timesteps.size());
    }

    @Test
    void aFinishedClipIsNotDenoisedAgain() {
        Sampling sampling = ToyClip.sampling(4, 0, 1);
        List<EncodedFrame> clip = ToyClip.frames(40, Set.of(20), false);
        List<DenoisedFrame> undisturbed = resume(clip, List.of(), sampling, new ToyNetworks(), 16, 4);
        ToyNetworks networks = new ToyNetworks();
        resume(clip, undisturbed, sampling, networks, 16, 4);
        assertEquals(List.of(), networks.timesteps);
    }

    @Test
    void refusesFramesOfAnotherSource() {
        Sampling sampling = ToyClip.sampling(1, 0, 1);
        List<DenoisedFrame> other =
                resume(ToyClip.frames(9, Set.of(5), false), List.of(), sampling, new ToyNetworks(), 4, 1);
        List<EncodedFrame> clip = ToyClip.frames(9, Set.of(), false);
        assertThrows(VideoException.class, () -> resume(clip, other, sampling, new ToyNetworks(), 4, 1));
    }

    private static List<DenoisedFrame> resume(
            List<EncodedFrame> clip,
            List<DenoisedFrame> finished,
            Sampling sampling,
            ToyNetworks networks,
            int context,
            int overlap) {
        int scene = 0;
        for (int f = 0; f < finished.size(); f++) {
            scene = finished.get(f).at().sceneStart() ? f : scene;
        }
        int from = ResumePoint.firstFrame(finished.size() - scene, sampling.steps(), context, overlap);
        List<DenoisedFrame> result = new ArrayList<>();
        new ResumedDenoiser(
                        clip.iterator(),
                        new ResumePoint(finished.size(), scene, scene + from),
                        position -> stored(finished.get((int) position)),
                        (frames, behind) ->
                                new Denoiser<>(frames, sampling, networks, ToyClip.NOISE, context, overlap, behind))
                .forEachRemaining(result::add);
        return result;
    }

    private static StoredFrame stored(DenoisedFrame frame) {
        FramePosition at = frame.at();
        return new StoredFrame(at.sourceFrame(), at.timestamp(), at.sceneStart(), frame.latents());
    }
}
