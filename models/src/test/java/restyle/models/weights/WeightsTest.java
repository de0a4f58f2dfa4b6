package restyle.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.format.Safetensors;

class WeightsTest {
    @TempDir
    Path folder;

    private final Graph graph = new Graph();
    private Path file;
    private Weights weights;

    @BeforeEach
    void write() {
        file = SeededFiles.write(
                folder.resolve("net.safetensors"),
                Map.of(
                        "block.10.conv.weight", new long[] {6, 4, 1, 1},
                        "block.10.conv.bias", new long[] {6},
                        "block.10.fc.weight", new long[] {6, 4},
                        "block.10.norm.weight", new long[] {4},
                        "block.10.norm.bias", new long[] {4},
                        "block-x.weight", new long[] {1}),
                1,
                StoredType.F16);
        weights = Weights.of(graph, StateDict.of(Safetensors.read(file)));
    }

    @Test
    void tellsPartsByWholeSteps() {
        assertTrue(weights.has("block"));
        assertTrue(weights.has("block.10"));
        assertFalse(weights.has("block.1"));
        assertFalse(weights.has("bloc"));
        assertTrue(weights.at("block").at(10).has("conv.weight"));
        assertFalse(weights.at("block").at(10).has("weight"));
    }

    @Test
    void takesOneByOneConvolutionsAsLinearLayersAndTheReverse() {
        Weights block = weights.at("block").at(10);
        Tensor tokens = graph.input("tokens", 2, 5, 4);
        Tensor picture = graph.input("picture", 2, 4, 3, 3);
        assertArrayEquals(new long[] {2, 5, 6}, block.at("conv").linear(tokens).shape());
        assertArrayEquals(new long[] {2, 5, 6}, block.at("fc").linear(tokens).shape());
        assertArrayEquals(
                new long[] {2, 6, 3, 3}, block.at("conv").conv(picture).shape());
        assertArrayEquals(new long[] {2, 6, 3, 3}, block.at("fc").conv(picture).shape());
    }

    /** A file of half floats needs no conversion for float16, and layers bring what they are given to it. */
    @Test
    void enterAGraphInTheTypeOfItsPrecision() {
        Weights half = Weights.of(graph, StateDict.of(Safetensors.read(file)), Precision.FP16);
        String loaded = half.get("block.10.fc.weight").toString();
        assertTrue(loaded.startsWith("/weights/") && loaded.endsWith("FLOAT16"), loaded);
        Weights block = half.at("block.10");
        assertEquals(
                DType.FLOAT16,
                block.at("conv").conv(graph.input("picture", 2, 4, 3, 3)).dtype());
        assertEquals(
                DType.FLOAT16,
                block.at("norm").layerNorm(graph.input("tokens", 2, 4)).dtype());
        assertEquals(DType.FLOAT, weights.get("block.10.fc.weight").dtype());
    }

    @Test
    void knowsWhatNothingAskedFor() {
        Weights block = weights.at("block.10");
        block.at("conv").conv(graph.input("picture", 2, 4, 3, 3));
        block.at("norm").layerNorm(graph.input("tokens", 2, 4));
        assertEquals(Set.of("block.10.fc.weight", "block-x.weight"), weights.unused());
    }

    @Test
    void namesTheFileAndTheTensorThatIsMissing() {
        refuses(
                file + " has no tensor block.10.conv2.weight; is the file complete, and of the right kind?",
                () -> weights.at("block.10.conv2").conv(graph.input("x", 1, 4, 2, 2)));
    }

    @Test
    void namesTheShapeThatWasExpected() {
        refuses(
                file + ": tensor block.10.fc.weight should be [out, 5], found F16[6, 4]",
                () -> weights.at("block.10.fc").linear(graph.input("x", 1, 5)));
        refuses(
                file + ": tensor block.10.conv.weight should be [out, 3, height, width], found F16[6, 4, 1, 1]",
                () -> weights.at("block.10.conv").conv(graph.input("y", 1, 3, 2, 2)));
        refuses(
                file + ": tensor block.10.norm.weight should be [6], found F16[4]",
                () -> weights.at("block.10.norm").layerNorm(graph.input("z", 1, 6)));
        refuses(
                file + ": block.10.norm.6 channels do not divide into 4 norm groups",
                () -> weights.at("block.10.norm").groupNorm(graph.input("v", 1, 6, 2, 2), 4, 1e-5f));
    }

    private static void refuses(String message, Executable operation) {
        ModelException e = assertThrows(ModelException.class, operation);
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }
}
