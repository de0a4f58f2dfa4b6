package restyle.plugins;

/**
 * A picture that a ControlNet reads.
 *
 * @param width pixels
 * @param height pixels
 * @param rgb red, green, blue of each pixel in turn, rows from top to bottom, 8 bit; the network sees them divided by 255.
 *     Grey maps have three equal channels, see {@link #grey}
 * @since 0.1.0
 */
public record ControlMap(int width, int height, byte[] rgb) implements FrameResult {

    public ControlMap {
        Pixels.check("control map", width, height, rgb.length, 3);
    }

    /** Makes a map with three equal channels; {@code grey} has {@code width * height} 8-bit samples. */
    public static ControlMap grey(int width, int height, byte[] grey) {
        Pixels.check("grey control map", width, height, grey.length, 1);
        byte[] rgb = new byte[3 * grey.length];
        for (int i = 0, o = 0; i < grey.length; i++) {
            rgb[o++] = grey[i];
            rgb[o++] = grey[i];
            rgb[o++] = grey[i];
        }
        return new ControlMap(width, height, rgb);
    }
}
