package restyle.deflicker;

import java.util.Arrays;
import java.util.List;
import restyle.plugins.Frame;
import restyle.vision.Aligned;
import restyle.vision.MotionAligner;
import restyle.vision.OpticalFlow;
import restyle.vision.Rendition;

/**
 * Averages a generated picture with others of its scene, each moved onto it as their sources tell and weighted by how well these
 * agree. What differs at random from frame to frame goes; what moves stays where it is. Not safe for use by several threads.
 */
public final class TemporalMean implements AutoCloseable {

    private final int width;
    private final int height;
    private final MotionAligner aligner;
    private final Agreement agreement;

    /** Prepares for pictures of one size. */
    public TemporalMean(int width, int height) {
        this.width = width;
        this.height = height;
        this.aligner = new MotionAligner(width, height, OpticalFlow.Detail.FAST);
        this.agreement = new Agreement(width, height);
    }

    /**
     * Steadies the generated picture.
     *
     * @param neighbours of the same scene, in an order that must be the same whenever the result should be
     */
    public Frame of(Rendition picture, List<Rendition> neighbours) {
        byte[] own = picture.generated().rgb();
        float[] sums = new float[own.length];
        for (int i = 0; i < own.length; i++) {
            sums[i] = own[i] & 255;
        }
        float[] totals = new float[width * height];
        Arrays.fill(totals, 1);
        for (Rendition neighbour : neighbours) {
            Aligned aligned = aligner.align(neighbour, picture.source());
            add(aligned.generated(), agreement.weights(picture, aligned), sums, totals);
        }
        return new Frame(picture.generated().index(), width, height, quotients(sums, totals));
    }

    private static void add(byte[] rgb, float[] weights, float[] sums, float[] totals) {
        for (int i = 0; i < weights.length; i++) {
            totals[i] += weights[i];
            for (int c = 3 * i; c < 3 * i + 3; c++) {
                sums[c] += weights[i] * (rgb[c] & 255);
            }
        }
    }

    private static byte[] quotients(float[] sums, float[] totals) {
        byte[] rgb = new byte[sums.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(sums[i] / totals[i / 3]);
        }
        return rgb;
    }

    @Override
    public void close() {
        aligner.close();
    }
}
