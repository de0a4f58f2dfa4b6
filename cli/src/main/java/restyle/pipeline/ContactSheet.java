package restyle.pipeline;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;
import restyle.job.PixelSize;
import restyle.media.BufferedFrame;
import restyle.pipeline.flow.StyledFrame;

/** Frames beside each other on one picture: source above, result below, with the number of the frame in the source. */
final class ContactSheet {

    private static final int MAX_COLUMNS = 8;
    private static final int GAP = 4;
    private static final Color GROUND = new Color(0x20, 0x20, 0x20);

    private final PixelSize cell;
    private final int columns;
    private final BufferedImage sheet;
    private int count;

    /**
     * @param cell size of each frame
     * @param frames how many there will be
     */
    ContactSheet(PixelSize cell, int frames) {
        this.cell = cell;
        columns = Math.min(frames, MAX_COLUMNS);
        int rows = 2 * ((frames + columns - 1) / columns);
        int width = GAP + columns * (cell.width() + GAP);
        int height = GAP + rows * (cell.height() + GAP);
        sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = sheet.createGraphics();
        pen.setColor(GROUND);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
    }

    /** Puts a frame and what was made of it in the next place. */
    void add(StyledFrame styled) {
        int x = GAP + count % columns * (cell.width() + GAP);
        int y = GAP + 2 * (count / columns) * (cell.height() + GAP);
        Graphics2D pen = sheet.createGraphics();
        pen.drawImage(BufferedFrame.of(styled.clip().image()), x, y, null);
        pen.drawImage(BufferedFrame.of(styled.image()), x, y + cell.height() + GAP, null);
        Digits.draw(pen, styled.at().sourceFrame(), x, y, Math.max(1, cell.height() / 60));
        pen.dispose();
        count++;
    }

    /** @param file whose ending says how it is encoded */
    void write(Path file) {
        String format = file.toString().toLowerCase(Locale.ROOT).endsWith("png") ? "png" : "jpg";
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        try {
            ImageIO.write(sheet, format, picture);
        } catch (IOException e) {
            throw new FileFailure(file, "cannot be encoded", e);
        }
        AtomicFile.write(file, picture.toByteArray());
    }
}
