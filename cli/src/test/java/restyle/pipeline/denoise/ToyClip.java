package restyle.pipeline.denoise;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import restyle.models.sampling.FrameNoise;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.TrailingSchedule;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.Prepared;
import restyle.plugins.ControlMap;

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

    public static List<Prepared> frames(int frames, Set<Integer> cuts, boolean withSource) {
        return IntStream.range(0, frames)
                .mapToObj(f -> {
                    float[] source = new FrameNoise(2).of(f, SIZE);
                    ControlMap map = new ControlMap(1, 1, new byte[] {(byte) f, (byte) (f >> 8), 0});
                    FramePosition moment = new FramePosition(f, f, f, 1, f == 0 || cuts.contains(f));
                    return new Prepared(moment, withSource ? source : null, List.of(map));
                })
                .toList();
    }
}
