package restyle.plugins;

/**
 * One picture of a clip.
 *
 * @param index number of the frame in the source, from 0
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 * @param rgb red, green, blue of each pixel in turn, rows from top to bottom, 8 bit full range sRGB: {@code 3 * width * height}
 *     bytes. Shared, not copied: treat it as read-only
 * @since 0.1.0
 */
public record Frame(long index, int width, int height, byte[] rgb) {

    public Frame {
        Pixels.check("frame", width, height, rgb.length, 3);
    }
}
