package restyle.pipeline.denoise;

import java.util.EnumMap;
import java.util.Map;
import restyle.models.sampling.SamplerState;
import restyle.models.sampling.StepNoise;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.networks.Branch;

/**
 * One frame while it is denoised: the sampler's state at the step it has reached, and the predictions of the windows that have run at
 * that step so far. When the last of them has run, the frame takes the step.
 */
final class FrameState<R> {

    final ClipFrame clip;
    final boolean padding;
    /** Residuals at the current step; empty until the first window needs them. */
    final Map<Branch, R> residuals = new EnumMap<>(Branch.class);

    private final Sampling sampling;
    private SamplerState state;
    private final Map<Branch, float[]> totals = new EnumMap<>(Branch.class);
    private float weight;
    private int step;
    private int windows;
    private int predictions;
    private boolean settled;

    /**
     * @param clip the source frame, with its control maps
     * @param start before the first step that runs
     * @param padding whether the frame only fills a window up, and is not part of the result
     */
    FrameState(ClipFrame clip, boolean padding, SamplerState start, Sampling sampling) {
        this.clip = clip;
        this.padding = padding;
        this.state = start;
        this.sampling = sampling;
        this.step = sampling.firstStep();
    }

    /** The latents as they are; not to be changed. */
    float[] latents() {
        return state.latents();
    }

    int step() {
        return step;
    }

    /** One more window holds this frame. */
    void join() {
        windows++;
    }

    /** No window that is not known yet will hold this frame. */
    void settle() {
        settled = true;
    }

    /** Adds what a window predicts for this frame, by branch from an offset on. */
    void add(Map<Branch, float[]> predicted, int offset, float windowWeight) {
        predicted.forEach((branch, values) -> {
            float[] total = totals.computeIfAbsent(branch, b -> new float[latents().length]);
            for (int i = 0; i < total.length; i++) {
                total[i] += values[offset + i] * windowWeight;
            }
        });
        weight += windowWeight;
        predictions++;
    }

    /** Whether every window that will ever hold this frame has predicted at its current step. */
    boolean isComplete() {
        return settled && predictions == windows;
    }

    /**
     * Takes the step with the weighted mean of the predictions.
     *
     * @param noise where the sampler adds some after the step
     */
    void advance(StepNoise noise) {
        state = sampling.sampler().advance(state, mean(), step, noise);
        totals.clear();
        weight = 0;
        predictions = 0;
        step++;
    }

    /** The fused prediction: of the one prompt, or {@code negative + guidance * (prompt - negative)}. */
    private float[] mean() {
        float[] prompt = totals.get(Branch.PROMPT);
        float[] negative = totals.get(Branch.NEGATIVE);
        float guidance = (float) sampling.guidance().at(step);
        float[] mean = new float[prompt.length];
        for (int i = 0; i < mean.length; i++) {
            float first = (negative == null ? prompt : negative)[i] / weight;
            mean[i] = negative == null ? first : first + guidance * (prompt[i] / weight - first);
        }
        return mean;
    }
}
