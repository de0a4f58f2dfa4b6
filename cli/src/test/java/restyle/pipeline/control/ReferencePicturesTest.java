package restyle.pipeline.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.job.JobValues;
import restyle.plugins.Frame;

class ReferencePicturesTest {

    private static final int WIDTH = 5;
    private static final int HEIGHT = 3;

    @TempDir
    Path folder;

    @Test
    void coloursCountWhereNothingIsOpaque() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(2, 1, 0x00C86432);
        assertSample(write("alpha", image), 0, 200, 100, 50);
    }

    @Test
    void sixteenBitsCountByTheirUpperHalf() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(2, 1, 0, 0xC8C8);
        assertSample(write("deep", image), 1, 200, 200, 200);
    }

    @Test
    void greyPicturesHaveThreeEqualChannels() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(2, 1, 0, 77);
        assertSample(write("grey", image), 0, 77, 77, 77);
    }

    /** Sorted as people do; of any sizes. */
    @Test
    void eachSceneHasTheNextPictureAndTheLastOneStays() throws IOException {
        for (int i : new int[] {1, 2, 10}) {
            write("look" + i, new BufferedImage(WIDTH + i, HEIGHT, BufferedImage.TYPE_INT_RGB));
        }
        try (ReferencePictures pictures =
                new ReferencePictures(new JobValues.Clip(folder.toString()), 1, notice -> {})) {
            assertEquals(WIDTH + 1, pictures.at(0).width());
            assertEquals(WIDTH + 2, pictures.at(1).width());
            assertFalse(pictures.isLast());
            assertEquals(WIDTH + 10, pictures.at(5).width());
            assertTrue(pictures.isLast());
        }
    }

    private Path write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name + ".png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private static void assertSample(Path file, int tolerance, int... rgb) {
        try (ReferencePictures pictures = new ReferencePictures(new JobValues.Clip(file.toString()), 1, notice -> {})) {
            Frame frame = pictures.at(3);
            int at = 3 * (WIDTH + 2);
            for (int c = 0; c < 3; c++) {
                assertEquals(rgb[c], frame.rgb()[at + c] & 0xFF, tolerance);
            }
            assertTrue(pictures.isLast());
        }
    }
}
