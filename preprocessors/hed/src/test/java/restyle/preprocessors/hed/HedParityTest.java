package restyle.preprocessors.hed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorValues;
import restyle.models.weights.Weights;
import restyle.models.weights.format.Safetensors;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Settings;
import restyle.plugins.testing.PreprocessorContract;

/** Compares with maps that the original programs made of the same weights and pictures; see the README beside them. */
class HedParityTest {

    @TempDir
    static Path folder;

    private static Path narrow;

    @BeforeAll
    static void makeWeights() throws IOException {
        narrow = SeededWeights.write("hed_narrow.recipe.json", folder.resolve("narrow.safetensors"));
    }

    @ParameterizedTest
    @CsvSource({
        "in_odd.png, false, native_narrow_odd.png",
        "in_port.png, false, native_narrow_port.png",
        "in_odd.png, true, native_narrow_odd_safe.png",
        "in_port.png, true, native_narrow_port_safe.png"
    })
    void drawsTheSameEdges(String input, boolean safe, String golden) throws Exception {
        assertEdges(golden, edges(narrow, input, safe, false), safe ? 128 : 1, safe ? 0.00002 : 0.001);
    }

    @Test
    void drawsTheSameEdgesAtFullWidth() throws Exception {
        Path wide = SeededWeights.write("hed_wide.recipe.json", folder.resolve("wide.safetensors"));
        assertEdges("native_wide_odd.png", edges(wide, "in_odd.png", false, false), 1, 0.001);
    }

    @Test
    void drawsTheSameScribble() throws Exception {
        Picture golden = Picture.read("caux_odd_100_scribble.png");
        // That program enlarges the picture, pads it to a multiple of 64 and cuts the padding off at the end.
        Picture padded = edges(narrow, "resize_caux_odd_100.png", false, true);
        assertEdges("caux_odd_100_scribble.png", padded.cut(golden.width(), golden.height()), 255, 0.01);
    }

    @Test
    void sideOutputsAgree() throws Exception {
        Picture in = Picture.read("in_odd.png");
        Graph graph = new Graph();
        HedNet net = new HedNet(Weights.of(graph, StateDict.of(Safetensors.read(narrow))));
        List<Tensor> sides = net.sides(graph.input("rgb", 1, 3, in.height(), in.width()));
        for (int i = 0; i < sides.size(); i++) {
            graph.output("p" + (i + 1), sides.get(i));
        }
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            Map<String, FloatTensor> found = session.run(Map.of("rgb", in.planes()));
            Map<String, StoredTensor> golden =
                    Safetensors.read(resource("sides_narrow_odd.safetensors")).tensors();
            assertEquals(golden.keySet(), found.keySet());
            golden.forEach((name, tensor) -> assertClose(
                    name, TensorValues.floats(tensor), found.get(name).toArray()));
        }
    }

    @Test
    void keepsTheContract() {
        for (String scribble : List.of("false", "true")) {
            PreprocessorContract.check(new HedPreprocessor(), Map.of("model", narrow.toString(), "scribble", scribble));
        }
    }

    private static void assertClose(String name, float[] golden, float[] found) {
        assertEquals(golden.length, found.length, name);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < golden.length; i++) {
            largest = Math.max(largest, Math.abs(golden[i]));
            difference = Math.max(difference, Math.abs(golden[i] - found[i]));
        }
        assertTrue(difference <= 1e-5 * largest, name + " differs by " + difference + " of " + largest);
    }

    /** At most {@code share} of the pixels may differ, by at most {@code levels}. */
    private static void assertEdges(String name, Picture found, int levels, double share) throws Exception {
        Picture golden = Picture.read(name);
        assertEquals(golden.width(), found.width());
        assertEquals(golden.height(), found.height());
        int differing = 0;
        for (int i = 0; i < golden.rgb().length; i++) {
            int difference = Math.abs(Byte.toUnsignedInt(golden.rgb()[i]) - Byte.toUnsignedInt(found.rgb()[i]));
            assertTrue(difference <= levels, name + " differs by " + difference + " at sample " + i);
            differing += difference > 0 ? 1 : 0;
        }
        assertTrue(differing <= share * golden.rgb().length, differing + " samples differ");
    }

    private static Picture edges(Path model, String input, boolean safe, boolean scribble) throws Exception {
        Picture in = Picture.read(input);
        Settings settings = new Settings(Map.of("model", model, "safe", safe, "scribble", scribble));
        Clip clip = new Clip(in.width(), in.height(), 25, "cpu", 1);
        try (FrameProcessor processor = new HedPreprocessor().open(clip, settings)) {
            ControlMap map = (ControlMap) processor.process(new Frame(0, in.width(), in.height(), in.rgb()));
            return new Picture(map.width(), map.height(), map.rgb());
        }
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(HedParityTest.class.getResource("/hed/" + name).toURI());
    }

    private record Picture(int width, int height, byte[] rgb) {

        static Picture read(String name) throws Exception {
            BufferedImage image = ImageIO.read(resource(name).toFile());
            int samples = image.getRaster().getNumBands();
            byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
            for (int i = 0; i < rgb.length; i++) {
                int x = i / 3 % image.getWidth();
                int y = i / 3 / image.getWidth();
                rgb[i] = (byte) image.getRaster().getSample(x, y, i % 3 % samples);
            }
            return new Picture(image.getWidth(), image.getHeight(), rgb);
        }

        Picture cut(int toWidth, int toHeight) {
            byte[] part = new byte[3 * toWidth * toHeight];
            for (int y = 0; y < toHeight; y++) {
                System.arraycopy(rgb, 3 * y * width, part, 3 * y * toWidth, 3 * toWidth);
            }
            return new Picture(toWidth, toHeight, part);
        }

        FloatTensor planes() {
            FloatTensor planes = FloatTensor.zeros(1, 3, height, width);
            for (int i = 0; i < rgb.length; i++) {
                planes.data().put(i % 3 * width * height + i / 3, Byte.toUnsignedInt(rgb[i]));
            }
            return planes;
        }
    }
}
