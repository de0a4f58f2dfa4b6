package restyle.pipeline.denoise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import restyle.pipeline.flow.ClipFrame;

/**
 * One frame while it is denoised: its latents at the step it has reached, and the predictions of the windows that have run at
 * that step so far. When the last of them has run, the frame takes the step.
 */
final class FrameState<R> {

    final ClipFrame clip;
    final boolean padding;
    /** Residuals at the current step, one for each prompt; empty until the first window needs them. */
    final List<R> residuals = new ArrayList<>();

    private final float[] latents;
    private final float[][] totals;
    private float weight;
    private int step;
    private int windows;
    private int predictions;
    private boolean settled;

    /**
     * @param clip the source frame, with its control maps
     * @param latents [4, h, w] at the level of the first step; owned and changed by this object
     * @param padding whether the frame only fills a window up, and is not part of the result
     */
    FrameState(ClipFrame clip, boolean padding, float[] latents, Sampling sampling) {
        this.clip = clip;
        this.padding = padding;
        this.latents = latents;
        this.totals = new float[sampling.contexts()][latents.length];
        this.step = sampling.firstStep();
    }

    float[] latents() {
        return latents;
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

    /** Adds what a window predicts for this frame: {@code predicted[context][offset ...]}. */
    void add(float[][] predicted, int offset, float windowWeight) {
        for (int c = 0; c < totals.length; c++) {
            float[] total = totals[c];
            for (int i = 0; i < total.length; i++) {
                total[i] += predicted[c][offset + i] * windowWeight;
            }
        }
        weight += windowWeight;
        predictions++;
    }

    /** Whether every window that will ever hold this frame has predicted at its current step. */
    boolean isComplete() {
        return settled && predictions == windows;
    }

    /** Takes the step with the weighted mean of the predictions. */
    void advance(Sampling sampling) {
        sampling.step(step).advance(latents, mean(sampling.guidance()));
        for (float[] total : totals) {
            Arrays.fill(total, 0);
        }
        weight = 0;
        predictions = 0;
        step++;
    }

    /** The fused prediction: of the one prompt, or {@code negative + guidance * (prompt - negative)}. */
    private float[] mean(double guidance) {
        float[] mean = new float[latents.length];
        for (int i = 0; i < mean.length; i++) {
            float first = totals[0][i] / weight;
            mean[i] = totals.length == 1 ? first : first + (float) guidance * (totals[1][i] / weight - first);
        }
        return mean;
    }
}
