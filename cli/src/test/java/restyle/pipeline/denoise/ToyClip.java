package restyle.pipeline.denoise;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import restyle.models.sampling.Betas;
import restyle.models.sampling.FrameNoise;
import restyle.models.sampling.Guidance;
import restyle.models.sampling.Prediction;
import restyle.models.sampling.SamplerKind;
import restyle.models.sampling.SamplerSettings;
import restyle.models.sampling.Spacing;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.KeptPart;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;

/** Clips for {@link ToyNetworks}, and how they are denoised. */
public final class ToyClip {

    private static final int SIZE = 12;

    public static final NoiseSource NOISE = new NoiseSource() {
        @Override
        public float[] start(FramePosition at) {
            return new FrameNoise(1).of(at.sourceFrame(), SIZE);
        }

        @Override
        public float[] after(int step, FramePosition at) {
            return new FrameNoise(1).ofStep(step, at.sourceFrame(), SIZE);
        }
    };

    private ToyClip() {}

    public static Sampling sampling(int steps, int first, double guidance) {
        return sampling(SamplerKind.EULER, Spacing.TRAILING, steps, first, Guidance.of(guidance));
    }

    /** Any sampler with any spacing, some of the steps guided. */
    public static Sampling anySampling(Random random, int steps, int first) {
        SamplerKind kind = SamplerKind.values()[random.nextInt(SamplerKind.values().length)];
        Spacing spacing = Spacing.values()[random.nextInt(Spacing.values().length)];
        List<Double> scales = IntStream.rangeClosed(0, random.nextInt(steps))
                .mapToObj(step -> random.nextBoolean() ? 1 : 1.5)
                .toList();
        return sampling(kind, spacing, steps, first, new Guidance(scales));
    }

    private static Sampling sampling(SamplerKind kind, Spacing spacing, int steps, int first, Guidance guidance) {
        SamplerSettings settings = new SamplerSettings(steps, Betas.LINEAR, spacing, Prediction.EPSILON);
        return new Sampling(kind.create(settings), first, guidance);
    }

    public static Set<Integer> cuts(Random random) {
        Set<Integer> cuts = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            cuts.add(random.nextInt(70));
        }
        return cuts;
    }

    /** Frames of which a part stays: the first third of the latents, half of the second. */
    static List<EncodedFrame> keepingSome(List<EncodedFrame> frames) {
        return frames.stream()
                .map(frame -> new EncodedFrame(
                        frame.clip(),
                        frame.latents(),
                        Optional.of(new KeptPart(
                                new FrameNoise(3).of(frame.at().sourceFrame(), SIZE), new float[] {1, 0.5f, 0}))))
                .toList();
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
