package restyle.preprocessors.depth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.ModelException;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;
import restyle.plugins.Settings;

class DepthParityTest {

    @TempDir
    static Path folder;

    private static Path model;

    @BeforeAll
    static void writeModel() {
        model = SeededDepth.write(folder.resolve("depth_anything_v2_vits.safetensors"));
    }

    @ParameterizedTest
    @CsvSource({
        "640, 480, 686, 518",
        "768, 512, 784, 518",
        "1280, 720, 924, 518",
        "720, 1280, 518, 924",
        "109, 74, 756, 518",
        "74, 109, 518, 756",
        "1000, 200, 2590, 518",
        "501, 500, 518, 518"
    })
    void looksAtFramesAtTheAuthorsSizes(int width, int height, int expectedWidth, int expectedHeight) {
        assertArrayEquals(new int[] {expectedWidth, expectedHeight}, NetworkPicture.size(width, height, 518));
    }

    @ParameterizedTest
    @ValueSource(strings = {"landscape", "portrait"})
    void drawsTheMapsOfTheAuthorsCode(String name) throws Exception {
        Frame frame = frame("in_" + name + ".png");
        byte[] expected = frame(name + "_native.png").rgb();
        byte[] found = process(settings("frame", 518), frame, false)[0].rgb();
        int different = 0;
        for (int i = 0; i < expected.length; i++) {
            int distance = Math.abs(Byte.toUnsignedInt(expected[i]) - Byte.toUnsignedInt(found[i]));
            assertTrue(distance <= 1, "sample " + i + " is off by " + distance);
            different += distance;
        }
        assertTrue(different <= expected.length / 100, different + " of " + expected.length + " differ");
    }

    /** What a frame's own extremes are does not change what the same depth looks like, until the scene ends. */
    @Test
    void keepsBlackAndWhiteThroughAScene() throws Exception {
        Frame frame = frame("in_landscape.png");
        byte[] grey = new byte[frame.rgb().length];
        Frame flat = new Frame(1, frame.width(), frame.height(), grey);
        ControlMap alone = process(settings("frame", 140), flat, false)[0];
        ControlMap[] scene = process(settings("scene", 140), frame, false, flat, frame);
        assertArrayEquals(scene[0].rgb(), scene[2].rgb());
        assertTrue(spread(scene[1]) < spread(alone), spread(scene[1]) + " of " + spread(alone));
        ControlMap[] cut = process(settings("scene", 140), frame, true, flat);
        assertArrayEquals(alone.rgb(), cut[1].rgb());
    }

    /** The range is known ahead of the first frame, and how many frames the network sees together changes nothing. */
    @Test
    void looksAheadInBatches() throws Exception {
        Frame frame = frame("in_landscape.png");
        Frame flat = new Frame(1, frame.width(), frame.height(), new byte[frame.rgb().length]);
        ControlMap[] one = process(settings("scene", 140), frame, false, flat, flat);
        Clip clip = new Clip(frame.width(), frame.height(), 25, "cpu", 2);
        Settings settings = new Settings(Map.of("model", model, "range", "scene", "side", 140L, "batch", 2L));
        try (FrameProcessor processor = new DepthPreprocessor().open(clip, settings)) {
            assertEquals(DepthProcessor.AHEAD, processor.batch());
            List<FrameResult> maps = processor.processAll(List.of(flat, flat, frame));
            assertArrayEquals(one[0].rgb(), ((ControlMap) maps.get(2)).rgb());
            assertArrayEquals(one[1].rgb(), ((ControlMap) maps.get(0)).rgb());
            assertArrayEquals(one[1].rgb(), ((ControlMap) maps.get(1)).rgb());
        }
    }

    @Test
    void namesAModelThatIsAnother() throws IOException {
        Path text = Files.writeString(folder.resolve("depth.pth"), "<html>");
        Settings settings = new Settings(Map.of("model", text, "range", "scene", "side", 140L, "batch", 0L));
        ModelException e = assertThrows(
                ModelException.class, () -> new DepthPreprocessor().open(new Clip(40, 24, 25, "cpu", 1), settings));
        assertTrue(e.getMessage().contains(text.toString()), e.getMessage());
    }

    private static int spread(ControlMap map) {
        int least = 255;
        int most = 0;
        for (byte sample : map.rgb()) {
            least = Math.min(least, Byte.toUnsignedInt(sample));
            most = Math.max(most, Byte.toUnsignedInt(sample));
        }
        return most - least;
    }

    private static ControlMap[] process(Settings settings, Frame first, boolean cut, Frame... more) throws Exception {
        Clip clip = new Clip(first.width(), first.height(), 25, "cpu", 2);
        ControlMap[] maps = new ControlMap[1 + more.length];
        try (FrameProcessor processor = new DepthPreprocessor().open(clip, settings)) {
            maps[0] = (ControlMap) processor.process(first);
            if (cut) {
                processor.reset();
            }
            for (int i = 0; i < more.length; i++) {
                maps[1 + i] = (ControlMap) processor.process(more[i]);
            }
        }
        return maps;
    }

    private static Settings settings(String range, long side) {
        return new Settings(Map.of("model", model, "range", range, "side", side, "batch", 1L));
    }

    private static Frame frame(String resource) throws IOException {
        BufferedImage image = ImageIO.read(DepthParityTest.class.getResource("/depth/" + resource));
        byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
        // Raw samples: Java would brighten grey ones.
        int bands = image.getRaster().getNumBands();
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            rgb[i] = (byte) image.getRaster()
                    .getSample(pixel % image.getWidth(), pixel / image.getWidth(), Math.min(i % 3, bands - 1));
        }
        return new Frame(0, image.getWidth(), image.getHeight(), rgb);
    }
}
