package restyle.compare;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture sequence of plain colours, each with a white square of a quarter of the area at its top left. */
record FlatClip(int width, int height, Color... frames) {

    /** Writes the frames into a new folder and returns the name of the sequence. */
    String write(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (int i = 0; i < frames.length; i++) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = image.createGraphics();
            pen.setColor(frames[i]);
            pen.fillRect(0, 0, width, height);
            pen.setColor(Color.WHITE);
            pen.fillRect(0, 0, width / 2, height / 2);
            pen.dispose();
            ImageIO.write(image, "png", folder.resolve("%03d.png".formatted(i)).toFile());
        }
        return folder.resolve("%03d.png").toString();
    }

    static Color grey(int level) {
        return new Color(level, level, level);
    }
}
