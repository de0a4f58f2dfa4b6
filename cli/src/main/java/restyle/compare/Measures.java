package restyle.compare;

/**
 * The numbers of one frame.
 *
 * @param flicker against the frame before
 * @param structure correlation of the edges (Sobel magnitude of luma) of A and B, -1..1; NaN where one of them has none
 * @param likeness of A and B, as of two renders of one clip
 * @param steadiness against the frame before
 * @param colours of A and B
 */
record Measures(Flicker flicker, double structure, Likeness likeness, Steadiness steadiness, Colours colours) {

    /**
     * How alike two pictures are.
     *
     * @param ssim of luma, -1..1; NaN below 11 pixels
     * @param psnr of all channels in decibels; infinite where both are equal
     */
    record Likeness(double ssim, double psnr) {}

    /**
     * What changes from the frame before; all NaN for the first.
     *
     * @param changeA mean absolute difference of all channels, 0..255
     * @param changeB the same of B
     * @param warpErrorA mean squared difference, 0..1, to the frame before moved along the motion of A, where both show the same
     * @param warpErrorB the same of B, along the motion of A
     * @param visible share of the pixels that the frame before shows too
     */
    record Steadiness(double changeA, double changeB, double warpErrorA, double warpErrorB, double visible) {

        /** Nothing came before the first frame. */
        static final Steadiness NONE = new Steadiness(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
