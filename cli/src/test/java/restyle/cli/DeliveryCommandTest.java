package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.read.VideoReaders;

/** What happens to restyled frames before they are written: upscaling, another size, finishers. */
class DeliveryCommandTest {

    @TempDir
    private Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder.resolve("data"));
    }

    @Test
    void writesAnotherSizeInTheSourcesShape() throws IOException {
        Path clip = TestVideo.write(folder.resolve("in.mp4"), 64, 48, 3);
        assertEquals(0, restyle(clip, "short.mkv", "--output-size", "96"), console.err());
        assertSize(128, 96, "short.mkv");
        assertEquals(0, restyle(clip, "twice.mkv", "--output-size", "x2"), console.err());
        assertSize(128, 96, "twice.mkv");
    }

    @Test
    void upscalesByTheNetworkThatComesWithIt() throws IOException {
        Path clip = TestVideo.write(folder.resolve("in.mp4"), 64, 48, 2);
        assertEquals(
                0, restyle(clip, "large.mkv", "--upscale", "animevideo,tile=32", "--output-size", "x4"), console.err());
        assertSize(256, 192, "large.mkv");
    }

    @Test
    void finishesFramesByPluginsAtTheSizeOfTheOutput() throws IOException {
        Path clip = TestVideo.write(folder.resolve("in.mp4"), 64, 48, 3);
        assertEquals(
                0, restyle(clip, "sharp.mkv", "--finish", "sharpen,amount=2", "--output-size", "x2"), console.err());
        assertSize(128, 96, "sharp.mkv");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() throws IOException {
        Path clip = TestVideo.write(folder.resolve("in.mp4"), 64, 48, 2);
        int code = restyle(
                clip,
                "out.mkv",
                "--finish",
                "blur",
                "--finish",
                "sharpen,amount=lots",
                "--output-size",
                "huge",
                "--ink",
                "0.9,flat=2",
                "--upscale",
                "nothing");
        assertEquals(2, code);
        for (String where :
                new String[] {"--finish blur", "--finish sharpen", "--output-size", "--ink: flat", "--upscale"}) {
            assertTrue(console.err().contains(where), where + " in " + console.err());
        }
    }

    private int restyle(Path clip, String output, String... options) {
        String[] args = new String[options.length + 7];
        args[0] = clip.toString();
        args[1] = "-o";
        args[2] = folder.resolve(output).toString();
        args[3] = "--size";
        args[4] = "64x48";
        args[5] = "--steps";
        args[6] = "1";
        System.arraycopy(options, 0, args, 7, options.length);
        return console.run(args);
    }

    private void assertSize(int width, int height, String file) {
        try (VideoReader reader =
                VideoReaders.open(MediaPath.input(folder.resolve(file).toString()), 1, told -> {})) {
            VideoInfo info = reader.info();
            assertEquals(width + "x" + height, info.width() + "x" + info.height());
        }
    }
}
