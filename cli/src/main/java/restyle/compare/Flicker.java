package restyle.compare;

/**
 * What changes between two moments of both clips, in grey levels.
 *
 * @param a mean absolute difference between the two pictures of A
 * @param b the same of B
 * @param added by how much the mean of B exceeds that of A over the pixels in which A is still; NaN if A is still almost nowhere
 */
record Flicker(double a, double b, double added) {

    /** Nothing came before the first frame. */
    static final Flicker NONE = new Flicker(Double.NaN, Double.NaN, Double.NaN);

    /** A pixel of A is still if it changes by at most this: what noise and compression do. */
    static final float STILL_LEVELS = 2;

    /** Fewer still pixels than this share of the picture tell nothing. */
    static final double MIN_STILL = 0.01;

    static Flicker between(GreyPicture beforeA, GreyPicture beforeB, GreyPicture a, GreyPicture b) {
        int pixels = a.levels().length;
        double sumA = 0;
        double sumB = 0;
        double stillA = 0;
        double stillB = 0;
        int still = 0;
        for (int i = 0; i < pixels; i++) {
            float changeA = Math.abs(a.levels()[i] - beforeA.levels()[i]);
            float changeB = Math.abs(b.levels()[i] - beforeB.levels()[i]);
            sumA += changeA;
            sumB += changeB;
            if (changeA <= STILL_LEVELS) {
                stillA += changeA;
                stillB += changeB;
                still++;
            }
        }
        double added = still < MIN_STILL * pixels ? Double.NaN : (stillB - stillA) / Math.max(1, still);
        return new Flicker(sumA / pixels, sumB / pixels, added);
    }
}
