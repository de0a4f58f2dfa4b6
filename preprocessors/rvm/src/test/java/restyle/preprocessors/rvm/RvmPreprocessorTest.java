package restyle.preprocessors.rvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.plugins.Clip;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.Matte;
import restyle.plugins.ResultKind;
import restyle.plugins.Setting;
import restyle.plugins.Settings;
import restyle.plugins.testing.PreprocessorContract;

class RvmPreprocessorTest {

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void writeModel() throws Exception {
        model = RecurrentNetwork.write(folder.resolve("fp32.onnx"), DType.FLOAT, 1);
    }

    @Test
    void carriesItsStatesFromFrameToFrame() throws Exception {
        try (FrameProcessor processor = open(model, "auto", 5, 3)) {
            float[] states = new float[4];
            for (int level : new int[] {255, 51, 0, 204}) {
                Matte matte = (Matte) processor.process(grey(5, 3, level));
                assertAlpha(nextAlpha(states, level / 255f), matte, 1e-6f);
            }
        }
    }

    @Test
    void forgetsTheSceneAtACut() throws Exception {
        try (FrameProcessor processor = open(model, "auto", 5, 3)) {
            processor.process(grey(5, 3, 255));
            processor.process(grey(5, 3, 255));
            processor.process(grey(5, 3, 255));
            processor.reset();
            float[] states = new float[4];
            for (int level : new int[] {51, 102, 0}) {
                Matte matte = (Matte) processor.process(grey(5, 3, level));
                assertAlpha(nextAlpha(states, level / 255f), matte, 1e-6f);
            }
        }
    }

    @Test
    void looksAtTheRatioThatIsGiven() throws Exception {
        try (FrameProcessor processor = open(model, "0.5", 5, 3)) {
            float full = nextAlpha(new float[4], 1);
            assertAlpha(0.5f * full, (Matte) processor.process(grey(5, 3, 255)), 1e-6f);
        }
    }

    @Test
    void shrinksTheLongerSideTo512ByItself() throws Exception {
        try (FrameProcessor wide = open(model, "auto", 640, 2);
                FrameProcessor high = open(model, "auto", 2, 1024)) {
            float full = nextAlpha(new float[4], 1);
            assertAlpha(0.8f * full, (Matte) wide.process(grey(640, 2, 255)), 1e-6f);
            assertAlpha(0.5f * full, (Matte) high.process(grey(2, 1024, 255)), 1e-6f);
        }
    }

    @Test
    void neverShrinksASideToNothing() throws Exception {
        try (FrameProcessor thread = open(model, "auto", 2000, 3)) {
            float full = nextAlpha(new float[4], 1);
            assertAlpha(full / 3, (Matte) thread.process(grey(2000, 3, 255)), 1e-6f);
        }
        Exception e = assertThrows(IllegalArgumentException.class, () -> open(model, "0.2", 9, 4));
        assertEquals("ratio: 0.2 leaves nothing of frames of 9x4 pixels; use 0.25 or more, or auto", e.getMessage());
    }

    @Test
    void readsHalfPrecisionFilesToo() throws Exception {
        Path half = RecurrentNetwork.write(folder.resolve("fp16.onnx"), DType.FLOAT16, 1);
        try (FrameProcessor processor = open(half, "auto", 5, 3)) {
            float[] states = new float[4];
            for (int level : new int[] {255, 51, 0, 204}) {
                Matte matte = (Matte) processor.process(grey(5, 3, level));
                assertAlpha(nextAlpha(states, level / 255f), matte, 1e-3f);
            }
        }
    }

    @Test
    void foregroundKeepsEachPixelsColour() throws Exception {
        byte[] rgb = new byte[3 * 3 * 2];
        float[] expected = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (14 * i);
            expected[i] = 14 * i / 255f;
        }
        try (FrameProcessor processor = open(model, "1", 3, 2)) {
            Matte matte = (Matte) processor.process(new Frame(0, 3, 2, rgb));
            assertArrayEquals(expected, matte.foreground());
        }
    }

    @Test
    void valuesStayBetween0And1() throws Exception {
        Path bright = RecurrentNetwork.write(folder.resolve("bright.onnx"), DType.FLOAT, 1.5f);
        Path dark = RecurrentNetwork.write(folder.resolve("dark.onnx"), DType.FLOAT, -1);
        try (FrameProcessor over = open(bright, "1", 1, 1);
                FrameProcessor under = open(dark, "1", 1, 1)) {
            assertArrayEquals(new float[] {1, 1, 1}, ((Matte) over.process(grey(1, 1, 255))).foreground());
            assertArrayEquals(new float[] {0, 0, 0}, ((Matte) under.process(grey(1, 1, 255))).foreground());
        }
    }

    @Test
    void stopsWhenTheNetworkBreaksDown() throws Exception {
        Path broken = RecurrentNetwork.write(folder.resolve("broken.onnx"), DType.FLOAT, Float.NaN);
        try (FrameProcessor processor = open(broken, "auto", 2, 2)) {
            Exception e = assertThrows(ArithmeticException.class, () -> processor.process(grey(2, 2, 9)));
            assertEquals("the network computed a NaN or infinite value; use its fp32 file", e.getMessage());
        }
    }

    @Test
    void refusesOtherNetworksWhenOpened() throws Exception {
        Graph graph = new Graph();
        graph.output("pha", graph.input("src", 1, 3, 2, 2).mean(1));
        Path other = Files.write(folder.resolve("other.onnx"), graph.toModel().bytes());
        Exception e = assertThrows(ModelException.class, () -> open(other, "auto", 2, 2));
        assertEquals(
                other + " is no RobustVideoMatting network: expected inputs"
                        + " [downsample_ratio, r1i, r2i, r3i, r4i, src], found [src]; use one of its ONNX files",
                e.getMessage());
    }

    @Test
    void refusesFilesThatAreNoNetwork() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "version https://git-lfs.github.com/spec/v1");
        Exception e = assertThrows(ModelException.class, () -> open(text, "auto", 2, 2));
        assertTrue(e.getMessage().startsWith(text.toString()), e.getMessage());
    }

    @Test
    void keepsTheContract() {
        PreprocessorContract.check(new RvmPreprocessor(), Map.of("model", model.toString()));
        assertEquals(ResultKind.MATTE, new RvmPreprocessor().produces());
    }

    @Test
    void ratioIsAWordOrANumber() {
        Setting ratio = new RvmPreprocessor().settings().get(1);
        assertEquals("auto", ratio.defaultValue());
        assertEquals("number 0.05..1 or auto", ratio.range());
        assertThrows(IllegalArgumentException.class, () -> ratio.parse("1.5"));
    }

    private static FrameProcessor open(Path model, String ratio, int width, int height) {
        RvmPreprocessor rvm = new RvmPreprocessor();
        Object value = rvm.settings().get(1).parse(ratio);
        return rvm.open(new Clip(width, height, 25, "cpu", 1), new Settings(Map.of("model", model, "ratio", value)));
    }

    private static Frame grey(int width, int height, int level) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) level);
        return new Frame(0, width, height, rgb);
    }

    /** What {@link RecurrentNetwork} makes of the next frame at ratio 1; changes the states. */
    private static float nextAlpha(float[] states, float grey) {
        float alpha = 0;
        for (int k = 0; k < states.length; k++) {
            float keep = RecurrentNetwork.KEEP[k];
            states[k] = keep * states[k] + (1 - keep) * grey;
            alpha += RecurrentNetwork.MIX[k] * states[k];
        }
        return alpha;
    }

    private static void assertAlpha(float expected, Matte matte, float tolerance) {
        float[] all = new float[matte.width() * matte.height()];
        Arrays.fill(all, expected);
        assertArrayEquals(all, matte.alpha(), tolerance);
    }
}
