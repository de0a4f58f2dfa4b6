package restyle.pipeline.denoise;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import restyle.models.sampling.FrameNoise;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.TrailingSchedule;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;

/** Clips for {@link ToyNetworks}, and how they are denoised. */
public final class ToyClip {

    private static final int SIZE = 12;

    public static final StartNoise NOISE = moment -> new FrameNoise(1).of(moment.sourceFrame(), SIZE);

    private ToyClip() {}

    public static Sampling sampling(int steps, int first, double guidance) {
        return new Sampling(new TrailingSchedule(steps), first, Prediction.EPSILON, guidance);
    }

    public static Set<Integer> cuts(Random random) {
        Set<Integer> cuts = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            cuts.add(random.nextInt(70));
        }
        return cuts;
    }

    public static List<EncodedFrame> frames(int frames, Set<Integer> cuts, boolean withSource) {
        return IntStream.range(0, frames)
                .mapToObj(f -> {
                    float[] source = new FrameNoise(2).of(f, SIZE);
                    ControlMap map = new ControlMap(1, 1, new byte[] {(byte) f, (byte) (f >> 8), 0});
                    FramePosition at = new FramePosition(f, f, f, 1, 0, f == 0 || cuts.contains(f));
                    ClipFrame clip = new ClipFrame(at, new Frame(f, 1, 1, new byte[3])).withMaps(List.of(map));
                    return new EncodedFrame(clip, withSource ? source : null);
                })
                .toList();
    }
}
