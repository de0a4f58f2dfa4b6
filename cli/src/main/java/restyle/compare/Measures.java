package restyle.compare;

/**
 * The numbers of one frame.
 *
 * @param flicker against the frame before
 * @param structure correlation of the edges (Sobel magnitude of luma) of A and B, -1..1; NaN where one of them has none
 */
record Measures(Flicker flicker, double structure) {}
