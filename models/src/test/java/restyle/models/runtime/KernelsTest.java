package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.graph.Graph;
import restyle.models.graph.Kernels;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;

/** Steps that are said in other nodes for other kernels give the same. */
class KernelsTest {
    private static final int CHANNELS = 16;
    private static final int PIXELS = 4 * 5;

    private final float[] x = values(CHANNELS * PIXELS, 1);

    @ParameterizedTest
    @EnumSource
    void multiplyWhatIsBelowZeroByTheChannelsSlope(Kernels kernels) {
        float[] slopes = values(CHANNELS, 2);
        slopes[0] = 0;
        slopes[1] = 1.5f;
        slopes[2] = -0.25f;
        float[] expected = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            expected[i] = x[i] < 0 ? x[i] * slopes[i / PIXELS] : x[i];
        }
        assertArrayEquals(
                expected, on(kernels, t -> TensorOps.prelu(t, t.graph().constant(slopes)), 1, CHANNELS, 4, 5), 1e-6f);
    }

    @ParameterizedTest
    @EnumSource
    void multiplyBetweenConvolutions(Kernels kernels) {
        float[] kernel = values(CHANNELS * CHANNELS * 9, 3);
        float[] slopes = values(CHANNELS, 4);
        Function<Tensor, Tensor> network = t -> {
            Tensor weight = t.graph().constant(kernel).reshape(CHANNELS, CHANNELS, 3, 3);
            Tensor once =
                    TensorOps.prelu(t.conv(weight, null, 1, 1, 1), t.graph().constant(slopes));
            return once.conv(weight, null, 1, 1, 1);
        };
        assertArrayEquals(on(Kernels.OWN, network, 1, CHANNELS, 4, 5), on(kernels, network, 1, CHANNELS, 4, 5), 1e-3f);
    }

    @ParameterizedTest
    @EnumSource
    void normaliseRows(Kernels kernels) {
        float[] scale = values(PIXELS, 5);
        float[] shift = values(PIXELS, 6);
        float eps = 0.5f;
        float[] expected = new float[x.length];
        for (int row = 0; row < CHANNELS; row++) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < PIXELS; i++) {
                double value = x[row * PIXELS + i];
                sum += value;
                squares += value * value;
            }
            double mean = sum / PIXELS;
            double deviation = Math.sqrt(squares / PIXELS - mean * mean + eps);
            for (int i = 0; i < PIXELS; i++) {
                expected[row * PIXELS + i] = (float) ((x[row * PIXELS + i] - mean) / deviation * scale[i] + shift[i]);
            }
        }
        Function<Tensor, Tensor> norm =
                t -> t.layerNorm(t.graph().constant(scale), t.graph().constant(shift), eps);
        assertArrayEquals(expected, on(kernels, norm, CHANNELS, PIXELS), 1e-5f);
        assertArrayEquals(expected, on(kernels, norm, 2, 2, CHANNELS / 4, PIXELS), 1e-5f);
    }

    private float[] on(Kernels kernels, Function<Tensor, Tensor> operation, long... shape) {
        Graph graph = new Graph(kernels);
        graph.output("y", operation.apply(graph.input("x", shape)));
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            return session.run(Map.of("x", FloatTensor.of(x, shape))).get("y").toArray();
        }
    }

    private static float[] values(int count, int seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
