package restyle.deflicker;

import restyle.vision.Aligned;
import restyle.vision.Differences;
import restyle.vision.Rendition;

/**
 * How far a neighbour that was laid over a picture can be trusted, pixel by pixel, 0..1. What was hidden, has moved otherwise or
 * was followed wrongly looks different in the sources and counts nothing; where only the generated pictures differ much, as at
 * a line that was drawn elsewhere, it counts less.
 */
final class Agreement {

    /** Differences of the sources, in grey levels, at which the weight is 1/e. */
    private static final float SOURCE_LEVELS = 6;

    /** Differences of the generated pictures, in grey levels, at which the weight is 1/e: far above any grain. */
    private static final float GENERATED_LEVELS = 40;

    /** Pixels on each side over which differences are averaged: a single one may be like another by chance. */
    private static final int SOURCE_RADIUS = 2;

    private static final int GENERATED_RADIUS = 1;

    private final int width;
    private final int height;
    private final Differences differences;

    Agreement(int width, int height) {
        this.width = width;
        this.height = height;
        this.differences = new Differences(width, height);
    }

    /** Returns one weight for each pixel. */
    float[] weights(Rendition picture, Aligned neighbour) {
        float[] source = differences.of(picture.source().rgb(), neighbour.source(), SOURCE_RADIUS);
        float[] generated = differences.of(picture.generated().rgb(), neighbour.generated(), GENERATED_RADIUS);
        float[] weights = new float[width * height];
        for (int i = 0; i < weights.length; i++) {
            if (neighbour.isInside(i, width, height)) {
                float s = source[i] / SOURCE_LEVELS;
                float g = generated[i] / GENERATED_LEVELS;
                weights[i] = (float) Math.exp(-s * s - g * g);
            }
        }
        return weights;
    }
}
