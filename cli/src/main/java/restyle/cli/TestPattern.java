package restyle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import restyle.media.BufferedFrame;
import restyle.plugins.Frame;

/**
 * A moving picture made by a formula, for commands that need a clip where the user has named none: a gradient sky, a bright disc
 * that wanders, and stripes that shift. Every frame depends on its number alone.
 *
 * @param width pixels
 * @param height pixels
 */
record TestPattern(int width, int height) {

    Frame frame(int number) {
        byte[] rgb = new byte[3 * width * height];
        double discX = width * (0.5 + 0.3 * Math.sin(number * 0.15));
        double discY = height * (0.4 + 0.1 * Math.cos(number * 0.15));
        double radius = 0.18 * Math.min(width, height);
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean disc = Math.hypot(x - discX, y - discY) < radius;
                boolean stripe = y > height * 0.7 && Math.floorMod(x + 2 * number, 24) < 12;
                rgb[at++] = (byte) (disc ? 230 : stripe ? 60 : 40 + 100 * y / height);
                rgb[at++] = (byte) (disc ? 200 : stripe ? 130 : 90 + 80 * y / height);
                rgb[at++] = (byte) (disc ? 60 : stripe ? 50 : 200 - 60 * y / height);
            }
        }
        return new Frame(number, width, height, rgb);
    }

    /**
     * Writes the first frames as pictures.
     *
     * @return the sequence, as a user would name it
     */
    String write(Path folder, int frames) throws IOException {
        for (int number = 0; number < frames; number++) {
            ImageIO.write(
                    BufferedFrame.of(frame(number)),
                    "png",
                    folder.resolve(String.format(Locale.ROOT, "%05d.png", number))
                            .toFile());
        }
        return folder.resolve("%05d.png").toString();
    }
}
