package restyle.fill;

import restyle.plugins.Frame;
import restyle.vision.Aligned;
import restyle.vision.Differences;
import restyle.vision.MotionAligner;
import restyle.vision.OpticalFlow;
import restyle.vision.Rendition;

/**
 * Fills a frame in from the two that were generated around it. Both are moved onto it as their sources move onto its source, and mixed pixel
 * by pixel, by how well these then agree and by how near each is in time: what one side hides comes from the other. What the source shows
 * there and neither side does is added as {@link Remainder} says. Not safe for use by several threads.
 */
public final class InBetween implements AutoCloseable {

    /** Differences of the sources, in grey levels, at which the weight is 1/e. */
    private static final float LEVELS = 6;

    /** Pixels on each side over which differences are averaged. */
    private static final int RADIUS = 3;

    /** Counts where neither side agrees: the better one should, but nobody should count nothing. */
    private static final float LEAST = 1e-6f;

    /** What a pixel counts that comes from outside the picture, where only its border is known. */
    private static final float OUTSIDE = 1e-3f;

    private final int width;
    private final int height;
    private final MotionAligner aligner;
    private final Differences differences;
    private final Remainder remainder;

    /** Prepares for pictures of one size. */
    public InBetween(int width, int height) {
        this.width = width;
        this.height = height;
        aligner = new MotionAligner(width, height, OpticalFlow.Detail.MEDIUM);
        differences = new Differences(width, height);
        remainder = new Remainder(width, height);
    }

    /**
     * Makes the generated picture of a frame.
     *
     * @param frame its source
     * @param before the last that was generated before it
     * @param sinceBefore frames from that one to this, at least 1
     * @param after the first that was generated after it
     * @param untilAfter frames from this one to that, at least 1
     */
    public Frame of(Frame frame, Rendition before, int sinceBefore, Rendition after, int untilAfter) {
        Mixture mixture = new Mixture(width * height);
        add(before, sinceBefore, frame, mixture);
        add(after, untilAfter, frame, mixture);
        byte[] rgb = remainder.added(frame.rgb(), mixture.sources(), mixture.generated());
        return new Frame(frame.index(), width, height, rgb);
    }

    private void add(Rendition side, int distance, Frame frame, Mixture mixture) {
        Aligned aligned = aligner.align(side, frame);
        float[] difference = differences.of(frame.rgb(), aligned.source(), RADIUS);
        float[] weights = new float[width * height];
        for (int i = 0; i < weights.length; i++) {
            float agreement = (float) Math.exp(-difference[i] / LEVELS);
            weights[i] = (aligned.isInside(i, width, height) ? agreement : OUTSIDE * agreement) / distance + LEAST;
        }
        mixture.add(aligned, weights);
    }

    @Override
    public void close() {
        aligner.close();
    }
}
