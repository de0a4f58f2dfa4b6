package restyle.vision;

/** Measures how much two pictures of one size differ around each pixel. */
public final class Differences {

    private final BoxMean mean;

    /** Prepares for pictures of one size. */
    public Differences(int width, int height) {
        mean = new BoxMean(width, height);
    }

    /**
     * Averages over the channels and over a square around each pixel, in grey levels.
     *
     * @param a rgb
     * @param b rgb
     * @param radius of the square, pixels on each side
     */
    public float[] of(byte[] a, byte[] b, int radius) {
        float[] difference = new float[a.length / 3];
        for (int i = 0, at = 0; i < difference.length; i++) {
            int sum = 0;
            for (int c = 0; c < 3; c++, at++) {
                sum += Math.abs((a[at] & 255) - (b[at] & 255));
            }
            difference[i] = sum / 3f;
        }
        return mean.of(difference, radius);
    }
}
