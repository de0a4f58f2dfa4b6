package restyle.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import restyle.colour.ColourStatistics;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;
import restyle.plugins.Frame;

/** Numbers that scikit-image, VBench's formula and plain NumPy found for two clips of six frames. */
class GoldenMetricsTest {

    private static final Path FOLDER = Path.of("src/test/resources/restyle/quality");
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private static JsonNode expected;
    private static List<Frame> source;
    private static List<Frame> styled;

    @BeforeAll
    static void read() throws IOException {
        expected = new ObjectMapper().readTree(FOLDER.resolve("cases.json").toFile());
        source = frames("source");
        styled = frames("styled");
    }

    @Test
    void likenessIsThatOfScikitImage() {
        StructuralSimilarity similarity = new StructuralSimilarity(WIDTH, HEIGHT);
        for (int t = 0; t < source.size(); t++) {
            assertEquals(number("ssim_luma", t), similarity.of(source.get(t), styled.get(t)), 1e-6);
            assertEquals(number("psnr_rgb", t), PixelDifference.psnr(source.get(t), styled.get(t)), 1e-4);
        }
    }

    @Test
    void flickerIsThatOfVBench() {
        for (int t = 1; t < source.size(); t++) {
            assertEquals(number("flicker_source", t - 1), PixelDifference.mean(source.get(t - 1), source.get(t)), 1e-4);
            assertEquals(number("flicker_styled", t - 1), PixelDifference.mean(styled.get(t - 1), styled.get(t)), 1e-4);
        }
    }

    @Test
    void warpingErrorIsThatOfNumpy() {
        boolean[][] flags = visible();
        for (int t = 1; t < source.size(); t++) {
            VisiblePixels visible = new VisiblePixels(WIDTH, HEIGHT, flow("flow_back", t), flow("flow_forward", t));
            assertEquals(Arrays.toString(flags[t - 1]), Arrays.toString(visible.flags()));
            double ofSource = number("warp_error_source", t - 1);
            double ofStyled = number("warp_error_styled", t - 1);
            assertEquals(ofSource, WarpError.of(source.get(t - 1), source.get(t), visible), 1e-4 * ofSource);
            assertEquals(ofStyled, WarpError.of(styled.get(t - 1), styled.get(t), visible), 1e-4 * ofStyled);
        }
    }

    @Test
    void coloursAreThoseOfTheFormula() {
        for (int t = 0; t < source.size(); t++) {
            assertColours("lab_source", t, source.get(t));
            assertColours("lab_styled", t, styled.get(t));
        }
    }

    private static void assertColours(String name, int t, Frame frame) {
        ColourStatistics found = ColourStatistics.of(frame);
        for (int i = 0; i < 3; i++) {
            assertEquals(expected.at("/" + name + "/mean").get(t).get(i).asDouble(), found.mean()[i], 1e-3);
            assertEquals(expected.at("/" + name + "/std").get(t).get(i).asDouble(), found.deviation()[i], 1e-3);
        }
    }

    private static double number(String name, int t) {
        return expected.get(name).get(t).asDouble();
    }

    private static float[] values(String name) {
        StoredTensor tensor = Safetensors.read(FOLDER.resolve("expected.safetensors"))
                .tensors()
                .get(name);
        return TensorValues.floats(tensor);
    }

    private static List<Frame> frames(String name) {
        float[] values = values(name);
        int plane = WIDTH * HEIGHT;
        return IntStream.range(0, values.length / (3 * plane))
                .mapToObj(t -> {
                    byte[] rgb = new byte[3 * plane];
                    for (int i = 0; i < rgb.length; i++) {
                        rgb[i] = (byte) (int) values[(3 * t + i % 3) * plane + i / 3];
                    }
                    return new Frame(t, WIDTH, HEIGHT, rgb);
                })
                .toList();
    }

    /** Between frames t - 1 and t, x and y in turn. */
    private static float[] flow(String name, int t) {
        float[] values = values(name);
        int plane = WIDTH * HEIGHT;
        float[] flow = new float[2 * plane];
        for (int i = 0; i < flow.length; i++) {
            flow[i] = values[(2 * (t - 1) + i % 2) * plane + i / 2];
        }
        return flow;
    }

    private static boolean[][] visible() {
        float[] values = values("visible");
        boolean[][] flags = new boolean[values.length / (WIDTH * HEIGHT)][WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            flags[i / (WIDTH * HEIGHT)][i % (WIDTH * HEIGHT)] = values[i] > 0;
        }
        return flags;
    }
}
