package restyle.media;

import java.awt.image.BufferedImage;
import restyle.plugins.Frame;

/** Frames as the JDK's images, to be drawn on or encoded. */
public final class BufferedFrame {

    private BufferedFrame() {}

    /** Returns a copy of the frame, of {@link BufferedImage#TYPE_INT_RGB}. */
    public static BufferedImage of(Frame frame) {
        int[] pixels = new int[frame.width() * frame.height()];
        byte[] rgb = frame.rgb();
        for (int i = 0, at = 0; i < pixels.length; i++, at += 3) {
            pixels[i] = (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | rgb[at + 2] & 0xFF;
        }
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, frame.width(), frame.height(), pixels, 0, frame.width());
        return image;
    }
}
