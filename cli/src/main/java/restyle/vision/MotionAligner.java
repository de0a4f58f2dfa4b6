package restyle.vision;

import restyle.plugins.Frame;

/**
 * Lays renditions over each other by the motion between their sources. Not safe for use by several threads.
 *
 * <p>Flow drifts a little where nothing moves, dragged along by what moves nearby, and lines that are drawn there would tremble with
 * it. So a pixel that looks nearly as much like the neighbour's at the same place is taken to stand still.
 */
public final class MotionAligner implements AutoCloseable {

    /** A pixel stands still if it differs, unmoved, by no more than this many times what it differs moved, ... */
    private static final float STILL_FACTOR = 2;

    /** ... and so many grey levels. */
    private static final float STILL_LEVELS = 1;

    /** Pixels on each side over which that is averaged. */
    private static final int STILL_RADIUS = 2;

    private final int width;
    private final Differences differences;
    private final OpticalFlow flow;
    private final Resampler resampler;

    /** Prepares for pictures of one size. */
    public MotionAligner(int width, int height, OpticalFlow.Detail detail) {
        this.width = width;
        differences = new Differences(width, height);
        flow = new OpticalFlow(width, height, detail);
        resampler = new Resampler(width, height);
    }

    /**
     * Shows a neighbour as it would look at another moment.
     *
     * @param over source of that moment
     */
    public Aligned align(Rendition moved, Frame over) {
        float[] positions = flow.positions(over, moved.source());
        byte[] source = resampler.of(moved.source(), positions);
        keepStill(positions, source, moved.source().rgb(), over.rgb());
        return new Aligned(positions, source, resampler.of(moved.generated(), positions));
    }

    /** Takes pixels that stand still back to their own places, in {@code positions} and in what was sampled there. */
    private void keepStill(float[] positions, byte[] moved, byte[] unmoved, byte[] picture) {
        float[] still = differences.of(picture, unmoved, STILL_RADIUS);
        float[] moving = differences.of(picture, moved, STILL_RADIUS);
        for (int y = 0, i = 0; i < still.length; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (still[i] <= STILL_FACTOR * moving[i] + STILL_LEVELS) {
                    positions[2 * i] = x;
                    positions[2 * i + 1] = y;
                    moved[3 * i] = unmoved[3 * i];
                    moved[3 * i + 1] = unmoved[3 * i + 1];
                    moved[3 * i + 2] = unmoved[3 * i + 2];
                }
            }
        }
    }

    @Override
    public void close() {
        flow.close();
        resampler.close();
    }
}
