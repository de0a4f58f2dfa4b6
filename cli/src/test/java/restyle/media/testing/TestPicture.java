package restyle.media.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What test clips show. */
final class TestPicture {

    private TestPicture() {}

    /** A disc over a gradient, a few pixels further in each frame. */
    static byte[] movingShapes(int width, int height, int frame) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int dx = x - (frame * 3) % width;
                int dy = y - height / 2;
                boolean inside = dx * dx + dy * dy < height * height / 16;
                int at = 3 * (y * width + x);
                rgb[at] = (byte) (inside ? 230 : 255 * x / width);
                rgb[at + 1] = (byte) (inside ? 60 : 255 * y / height);
                rgb[at + 2] = (byte) (inside ? 40 : 128);
            }
        }
        return rgb;
    }

    /** A PNG file of 16x16 orange pixels. */
    static byte[] cover() {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, Color.ORANGE.getRGB());
        }
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
