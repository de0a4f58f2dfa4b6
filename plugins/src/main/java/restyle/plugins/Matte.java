package restyle.plugins;

/**
 * Where the subject of a frame is, and what colour it has there.
 *
 * @param width pixels
 * @param height pixels
 * @param alpha how much of each pixel is subject, 0..1, rows from top to bottom: {@code width * height} values
 * @param foreground colour of the subject without what stands behind it (straight alpha), red, green, blue of each pixel in
 *     turn, 0..1: {@code 3 * width * height} values
 * @since 0.1.0
 */
public record Matte(int width, int height, float[] alpha, float[] foreground) implements FrameResult {

    public Matte {
        Pixels.check("alpha", width, height, alpha.length, 1);
        Pixels.check("foreground", width, height, foreground.length, 3);
    }
}
