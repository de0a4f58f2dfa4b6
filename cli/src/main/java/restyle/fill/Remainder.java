package restyle.fill;

import restyle.vision.BoxMean;

/**
 * Adds to a picture what its source shows and the sources that it was mixed of do not: blurred hands, hair, what was hidden on both sides. It
 * is added as strongly as the look shows the source around there, which the mixed pictures tell: the slope of the regression of the
 * generated levels on those of the sources, as in the guided filter (He and others 2010), and turned round where the look inverts.
 */
final class Remainder {

    /** Mean difference in grey levels up to which the sources count as equal, ... */
    private static final float EQUAL_LEVELS = 8;

    /** ... and over which they count more and more as different. */
    private static final float MORE_LEVELS = 8;

    private static final int DIFFERENCE_RADIUS = 1;

    /** Pixels on each side over which the look is learned. */
    private static final int LOOK_RADIUS = 4;

    /** Variance of a source, in squared grey levels, that tells nothing. */
    private static final float NOISE = 50;

    /** A look of more contrast than this would show noise. */
    private static final float MAX_SLOPE = 1.5f;

    private final BoxMean mean;

    Remainder(int width, int height) {
        mean = new BoxMean(width, height);
    }

    /**
     * Completes a picture.
     *
     * @param source rgb of the frame
     * @param sources what the pictures were made of, mixed, rgb in grey levels
     * @param generated the pictures, mixed
     * @return rgb
     */
    byte[] added(byte[] source, float[] sources, float[] generated) {
        float[] missing = missing(source, sources);
        float[] slopes = slopes(grey(sources), grey(generated));
        byte[] rgb = new byte[source.length];
        for (int i = 0; i < rgb.length; i++) {
            float share = Math.max(0, Math.min(1, (missing[i / 3] - EQUAL_LEVELS) / MORE_LEVELS));
            float value = generated[i] + share * slopes[i / 3] * ((source[i] & 255) - sources[i]);
            rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        }
        return rgb;
    }

    private float[] missing(byte[] source, float[] sources) {
        float[] difference = new float[source.length / 3];
        for (int i = 0; i < source.length; i++) {
            difference[i / 3] += Math.abs((source[i] & 255) - sources[i]) / 3;
        }
        return mean.of(difference, DIFFERENCE_RADIUS);
    }

    private static float[] grey(float[] rgb) {
        float[] grey = new float[rgb.length / 3];
        for (int i = 0; i < rgb.length; i++) {
            grey[i / 3] += rgb[i] / 3;
        }
        return grey;
    }

    private float[] slopes(float[] source, float[] generated) {
        float[] meanSource = mean.of(source, LOOK_RADIUS);
        float[] meanGenerated = mean.of(generated, LOOK_RADIUS);
        float[] covariance = mean.of(product(source, generated), LOOK_RADIUS);
        float[] variance = mean.of(product(source, source), LOOK_RADIUS);
        float[] slopes = new float[source.length];
        for (int i = 0; i < slopes.length; i++) {
            float own = variance[i] - meanSource[i] * meanSource[i];
            float slope = (covariance[i] - meanSource[i] * meanGenerated[i]) / (Math.max(0, own) + NOISE);
            slopes[i] = Math.max(-MAX_SLOPE, Math.min(MAX_SLOPE, slope));
        }
        return slopes;
    }

    private static float[] product(float[] a, float[] b) {
        float[] product = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }
}
