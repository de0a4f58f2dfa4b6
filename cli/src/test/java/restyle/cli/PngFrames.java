package restyle.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Numbered PNG files, written and read without the code under test. */
final class PngFrames {

    private PngFrames() {}

    /** Writes one picture; {@code planes} has red, green and blue one after the other. */
    static void write(Path file, int width, int height, byte[] planes, int offset) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int size = width * height;
        for (int i = 0; i < size; i++) {
            int rgb = 0;
            for (int c = 0; c < 3; c++) {
                rgb = rgb << 8 | planes[offset + c * size + i] & 0xFF;
            }
            image.setRGB(i % width, i / width, rgb);
        }
        ImageIO.write(image, "png", file.toFile());
    }

    /** Samples of one picture, plane after plane. */
    static int[] read(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int size = image.getWidth() * image.getHeight();
        int[] planes = new int[3 * size];
        for (int i = 0; i < size; i++) {
            int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            for (int c = 0; c < 3; c++) {
                planes[c * size + i] = rgb >> 8 * (2 - c) & 0xFF;
            }
        }
        return planes;
    }
}
