package restyle.models.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.graph.Graph;
import restyle.models.graph.Kernels;
import restyle.models.graph.OnnxModel;
import restyle.models.graph.Tensor;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.ProviderDevice;
import restyle.models.runtime.Session;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredType;
import restyle.models.weights.Weights;
import restyle.models.weights.format.Safetensors;

/** Weights that are read from their file in each run give what copies of them give. */
class WeightsInPlaceTest {
    private static final long WIDTH = 40;
    private static final List<String> LAYERS = List.of("linear", "halves", "conv", "stride");

    @TempDir
    Path folder;

    private final FloatTensor tokens = random(1, 300, WIDTH);
    private final FloatTensor picture = random(16, WIDTH, 8, 8);

    private static FloatTensor random(long... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        Random random = new Random(1);
        FloatBuffer values = tensor.data();
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, (float) random.nextGaussian());
        }
        return tensor;
    }

    private StateDict tensors;

    @BeforeEach
    void write() {
        write(StoredType.F16);
    }

    private void write(StoredType type) {
        tensors = StateDict.of(Safetensors.read(SeededFiles.write(
                folder.resolve(type + ".safetensors"),
                Map.of(
                        "tokens.weight", new long[] {2 * WIDTH, WIDTH},
                        "tokens.bias", new long[] {2 * WIDTH},
                        "picture.weight", new long[] {WIDTH, WIDTH, 3, 3}),
                1,
                type)));
    }

    /** Takes every kind of layer, each on as many rows or pixels as are read in place. */
    private OnnxModel model(Graph graph) {
        Weights w = Weights.of(graph, tensors);
        Tensor x = graph.input("tokens", tokens.shape());
        Tensor[] halves = w.at("tokens").halves(x);
        graph.output("linear", w.at("tokens").linear(x));
        graph.output("halves", halves[0].concat(2, halves[1]));
        Tensor pixels = graph.input("picture", picture.shape());
        graph.output("conv", w.at("picture").conv(pixels));
        graph.output("stride", w.at("picture").conv(pixels, 2));
        return graph.toModel();
    }

    private Map<String, FloatTensor> run(Kernels kernels) {
        try (Session session = Session.open(model(new Graph(kernels)), new Compute(Device.CPU, 2))) {
            return session.run(Map.of("tokens", tokens, "picture", picture));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StoredType.class,
            names = {"F32", "F16", "BF16"})
    void giveWhatCopiesGive(StoredType type) {
        write(type);
        Map<String, FloatTensor> copied = run(Kernels.FOREIGN);
        Map<String, FloatTensor> read = run(Kernels.OWN);
        for (String layer : LAYERS) {
            assertArrayEquals(values(copied.get(layer)), values(read.get(layer)), 1e-5f, layer);
        }
        assertArrayEquals(values(read.get("linear")), values(read.get("halves")), 1e-5f);
    }

    private static float[] values(FloatTensor tensor) {
        float[] values = new float[tensor.data().capacity()];
        tensor.data().get(0, values);
        return values;
    }

    /** OpenVINO, for one, refuses what has no known number of axes. */
    @Test
    void areKnownBeforeARunToDevicesOfOthers() {
        ProviderDevice others = new ProviderDevice(folder.resolve("library"), 0, Map.of());
        assertFalse(learnsLate(new Device(Device.Kind.PROVIDER, 0, Optional.of(others))));
        assertTrue(learnsLate(Device.CPU));
    }

    /** Tells whether shapes follow from the index of the largest of one element. */
    private boolean learnsLate(Device device) {
        return new String(model(new Compute(device, 1).graph()).bytes(), ISO_8859_1).contains("ArgMax");
    }
}
