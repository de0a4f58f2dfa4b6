package restyle.deflicker;

/**
 * A rendition laid over another one.
 *
 * @param positions where each pixel was found: x and y in turn, in pixels, which may lie outside of the picture
 * @param source rgb of its source there
 * @param generated rgb of its generated picture there
 */
record Aligned(float[] positions, byte[] source, byte[] generated) {}
