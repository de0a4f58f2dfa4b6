package restyle.pipeline.denoise;

import restyle.job.Job;
import restyle.models.graph.ModelException;
import restyle.models.sampling.FrameNoise;
import restyle.pipeline.flow.FramePosition;

/** The kinds of {@link NoiseSource} that a job can ask for. */
public final class NoiseSources {

    private NoiseSources() {}

    /** Noise that is a function of seed, frame and step. */
    private record Seeded(FrameNoise noise, boolean constant, int count) implements NoiseSource {
        @Override
        public float[] start(FramePosition at) {
            return noise.of(frame(at), count);
        }

        @Override
        public float[] after(int step, FramePosition at) {
            return noise.ofStep(step, frame(at), count);
        }

        private long frame(FramePosition at) {
            return constant ? 0 : at.sourceFrame();
        }
    }

    /** What one source starts from and another adds. */
    private record Joined(NoiseSource starts, NoiseSource steps) implements NoiseSource {
        @Override
        public float[] start(FramePosition at) {
            return starts.start(at);
        }

        @Override
        public float[] after(int step, FramePosition at) {
            return steps.after(step, at);
        }

        @Override
        public NoiseSource ofPadding() {
            return new Joined(starts.ofPadding(), steps.ofPadding());
        }
    }

    /**
     * Opens the noise of a job.
     *
     * @param latentShape [1, 4, h, w] of one frame
     * @param between how often noise is added between steps, 0 for samplers that add none
     * @throws ModelException if a noise file does not fit
     */
    public static NoiseSource of(Job.Sampling sampling, long[] latentShape, int between) {
        int count = (int) (latentShape[1] * latentShape[2] * latentShape[3]);
        boolean constant = sampling.noiseType() == Job.NoiseType.CONSTANT;
        NoiseSource seeded = new Seeded(new FrameNoise(sampling.seed()), constant, count);
        NoiseSource starts = sampling.noise()
                .<NoiseSource>map(file -> NoiseFile.ofStarts(file, latentShape, constant))
                .orElse(seeded);
        NoiseSource steps = sampling.stepNoise()
                .filter(file -> between > 0)
                .<NoiseSource>map(file -> NoiseFile.ofSteps(file, latentShape, constant, between))
                .orElse(seeded);
        return new Joined(starts, steps);
    }
}
