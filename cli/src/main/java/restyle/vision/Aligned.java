package restyle.vision;

/**
 * A rendition laid over another picture.
 *
 * @param positions where each pixel was found: x and y in turn, in pixels, which may lie outside of the picture
 * @param source rgb of its source there
 * @param generated rgb of its generated picture there
 */
public record Aligned(float[] positions, byte[] source, byte[] generated) {

    /** Returns whether a pixel was found inside a picture of that size. */
    public boolean isInside(int pixel, int width, int height) {
        float x = positions[2 * pixel];
        float y = positions[2 * pixel + 1];
        return x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1;
    }
}
