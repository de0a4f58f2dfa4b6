package restyle.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.job.PixelSize;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.flow.FramePosition;
import restyle.pipeline.flow.StyledFrame;
import restyle.plugins.Frame;

class ContactSheetTest {

    private static final int GAP = 4;
    private static final PixelSize CELL = new PixelSize(40, 30);

    @TempDir
    Path folder;

    @Test
    void putsResultsBelowTheirSourcesAndWrapsAfterEight() throws IOException {
        BufferedImage sheet = sheet(9);

        assertEquals(GAP + 8 * (40 + GAP), sheet.getWidth());
        assertEquals(GAP + 4 * (30 + GAP), sheet.getHeight());
        for (int i = 0; i < 9; i++) {
            int right = (i % 8 + 1) * (40 + GAP) - 1;
            int bottom = (2 * (i / 8) + 1) * (30 + GAP) - 1;
            assertEquals(grey(10 * i), sheet.getRGB(right, bottom), "source " + i);
            assertEquals(grey(10 * i + 5), sheet.getRGB(right, bottom + 30 + GAP), "result " + i);
        }
    }

    @Test
    void labelsSourcesWithTheirNumbers() throws IOException {
        BufferedImage sheet = sheet(2);
        String[] expected = {".#.", "##.", ".#.", ".#.", "###"};

        for (int y = 0; y < expected.length; y++) {
            for (int x = 0; x < 3; x++) {
                boolean white = sheet.getRGB(GAP + 40 + GAP + 1 + x, GAP + 1 + y) == grey(255);
                assertEquals(expected[y].charAt(x) == '#', white, "dot " + x + ", " + y);
            }
        }
    }

    private BufferedImage sheet(int frames) throws IOException {
        ContactSheet sheet = new ContactSheet(CELL, frames);
        for (int i = 0; i < frames; i++) {
            ClipFrame source = new ClipFrame(new FramePosition(i, i, i, 1, 0, i == 0), picture(i, 10 * i));
            sheet.add(new StyledFrame(source, picture(i, 10 * i + 5)));
        }
        Path file = folder.resolve("sheet.png");
        sheet.write(file);
        return ImageIO.read(file.toFile());
    }

    private static Frame picture(int number, int grey) {
        byte[] rgb = new byte[3 * CELL.width() * CELL.height()];
        Arrays.fill(rgb, (byte) grey);
        return new Frame(number, CELL.width(), CELL.height(), rgb);
    }

    private static int grey(int level) {
        return 0xFF << 24 | level << 16 | level << 8 | level;
    }
}
