package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewCommandTest {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int GAP = 4;

    @TempDir
    Path folder;

    private String clip;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        clip = new TestPattern(WIDTH, HEIGHT).write(Files.createDirectory(folder.resolve("clip")), 5);
        console = new TestConsole(folder.resolve("data"));
    }

    @Test
    void showsTheFramesThatTheJobMakes() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Path styled = Files.createDirectory(folder.resolve("styled"));

        restyle(sheet.toString(), "--preview", "3");
        restyle(styled.resolve("%05d.png").toString());

        BufferedImage picture = ImageIO.read(sheet.toFile());
        assertEquals(GAP + 3 * (WIDTH + GAP), picture.getWidth());
        assertEquals(GAP + 2 * (HEIGHT + GAP), picture.getHeight());
        int[] chosen = {0, 2, 4};
        for (int i = 0; i < chosen.length; i++) {
            BufferedImage frame =
                    ImageIO.read(styled.resolve("%05d.png".formatted(chosen[i])).toFile());
            BufferedImage cell = picture.getSubimage(GAP + i * (WIDTH + GAP), GAP + HEIGHT + GAP, WIDTH, HEIGHT);
            assertArrayEquals(pixels(frame), pixels(cell), "frame " + chosen[i]);
        }
    }

    @Test
    void showsThemWithoutFlicker() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Path styled = Files.createDirectory(folder.resolve("styled"));

        restyle(sheet.toString(), "--preview", "2", "--deflicker", "1");
        restyle(styled.resolve("%05d.png").toString(), "--deflicker", "1");

        BufferedImage picture = ImageIO.read(sheet.toFile());
        for (int i = 0; i < 2; i++) {
            BufferedImage frame =
                    ImageIO.read(styled.resolve("%05d.png".formatted(4 * i)).toFile());
            BufferedImage cell = picture.getSubimage(GAP + i * (WIDTH + GAP), GAP + HEIGHT + GAP, WIDTH, HEIGHT);
            assertArrayEquals(pixels(frame), pixels(cell), "frame " + 4 * i);
        }
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        Path video = folder.resolve("sheet.mp4");
        Path latents = folder.resolve("latents.safetensors");

        int exit = console.run(clip, "-o", video.toString(), "--preview", "17", "--save-latents", latents.toString());

        assertEquals(2, exit);
        assertTrue(console.err().contains("--preview: expected 1..16, found 17"), console.err());
        assertTrue(console.err().contains("ends with .png or .jpg"), console.err());
        assertTrue(console.err().contains("--save-latents"), console.err());
        assertFalse(Files.exists(video));
    }

    private void restyle(String output, String... more) {
        String[] args = new String[more.length + 6];
        System.arraycopy(new String[] {clip, "-o", output, "--size", "source", "--threads=1"}, 0, args, 0, 6);
        System.arraycopy(more, 0, args, 6, more.length);
        assertEquals(0, console.run(args), console.err());
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
