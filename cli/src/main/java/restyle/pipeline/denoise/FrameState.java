package restyle.pipeline.denoise;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import restyle.models.sampling.SamplerState;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.EncodedFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.KeptPart;
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

    private final Optional<KeptPart> kept;
    private final Sampling sampling;
    private final NoiseSource noise;
    private SamplerState state;
    private final Map<Branch, float[]> totals = new EnumMap<>(Branch.class);
    private float weight;
    private int step;
    private int windows;
    private int open;
    private int predictions;
    private boolean settled;

    /**
     * @param frame with its control maps
     * @param at its own place, or that which it fills up
     * @param padding whether the frame only fills a window up, and is not part of the result
     */
    FrameState(EncodedFrame frame, FramePosition at, boolean padding, Sampling sampling, NoiseSource noise) {
        this.clip = frame.clip().movedTo(at);
        this.kept = frame.kept();
        this.padding = padding;
        this.sampling = sampling;
        this.noise = padding ? noise.ofPadding() : noise;
        this.step = sampling.firstStep();
        this.state = withKept(sampling.start(this.noise.start(at), frame.latents()));
    }

    /** Returns the latents as they are; not to be changed. */
    float[] latents() {
        return state.latents();
    }

    int step() {
        return step;
    }

    /** Notes that one more window holds this frame. */
    void join() {
        windows++;
        open++;
    }

    /** Notes that one of the windows that hold this frame is over, or has been left out. */
    void leave() {
        open--;
    }

    /** Returns whether no window is left that could finish this frame, if it is not finished. */
    boolean isGivenUp() {
        return settled && open == 0;
    }

    /** Notes that no window that is not known yet will hold this frame. */
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

    /** Returns whether the window that predicts now is the last that will ever hold this frame at its current step. */
    boolean isInItsLastWindow() {
        return settled && predictions + 1 == windows;
    }

    /** Returns whether every window that will ever hold this frame has predicted at its current step. */
    boolean isComplete() {
        return settled && predictions == windows;
    }

    /** Takes the step with the weighted mean of the predictions. */
    void advance() {
        SamplerState next = sampling.sampler().advance(state, mean(), step, passed -> noise.after(passed, clip.at()));
        totals.clear();
        weight = 0;
        predictions = 0;
        step++;
        state = withKept(next);
    }

    /**
     * Puts the source, under the noise of the step that is reached, where it stays. It is the very noise that the generated part is under, so
     * that what lies between both at the edge of a matte has as much of it.
     */
    private SamplerState withKept(SamplerState generated) {
        if (kept.isEmpty()) {
            return generated;
        }
        KeptPart part = kept.get();
        float[] source = part.latents();
        if (step < sampling.end()) {
            boolean fresh = sampling.sampler().addsNoise() && step > sampling.firstStep();
            float[] unit = fresh ? noise.after(step - 1, clip.at()) : noise.start(clip.at());
            source = sampling.sampler().start(unit, source, step).latents();
        }
        return new SamplerState(
                part.over(generated.latents(), source),
                generated.estimate().map(image -> part.over(image, part.latents())));
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
