package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.NormOps;
import restyle.models.graph.Tensor;

/** What the operations of a graph compute, on numbers that can be followed by hand. */
class OperationsTest {
    private static final float[] ONE_TO_EIGHT = {1, 2, 3, 4, 5, 6, 7, 8};

    @Test
    void activates() {
        float[] x = {-1, 0, 2};
        assertArrayEquals(new float[] {-0.26894143f, 0, 1.7615942f}, on(x, Tensor::silu, 3), 1e-6f);
        assertArrayEquals(new float[] {-0.15865526f, 0, 1.9544997f}, on(x, Tensor::gelu, 3), 1e-6f);
        assertArrayEquals(new float[] {-0.15420423f, 0, 1.9356586f}, on(x, Tensor::quickGelu, 3), 1e-6f);
        assertArrayEquals(new float[] {0, 0, 2}, on(x, Tensor::relu, 3));
        assertArrayEquals(new float[] {-0.7615942f, 0, 0.9640276f}, on(x, Tensor::tanh, 3), 1e-6f);
        assertArrayEquals(new float[] {-0.84147098f, 0, 0.90929743f}, on(x, Tensor::sin, 3), 1e-6f);
    }

    @Test
    void movesElements() {
        assertArrayEquals(new float[] {1, 5, 2, 6, 3, 7, 4, 8}, on(ONE_TO_EIGHT, Tensor::t, 2, 4));
        assertArrayEquals(new float[] {3, 4, 7, 8}, on(ONE_TO_EIGHT, t -> t.slice(1, 2, 4), 2, 4));
        assertArrayEquals(new float[] {2.5f, 6.5f}, on(ONE_TO_EIGHT, t -> t.mean(1), 2, 4));
        assertArrayEquals(
                new float[] {5, 6, 7, 8, 1, 2, 3, 4},
                on(ONE_TO_EIGHT, t -> t.slice(0, 1, 2).concat(0, t.slice(0, 0, 1)), 2, 4));
    }

    @Test
    void looksUpRows() {
        Graph graph = new Graph();
        Tensor table = graph.input("x", 4, 2);
        graph.output("y", table.rows(graph.input("ids", DType.INT64, 3)));
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            FloatTensor y = session.run(Map.of("x", FloatTensor.of(ONE_TO_EIGHT, 4, 2), "ids", LongTensor.of(3, 0, 3)))
                    .get("y");
            assertArrayEquals(new float[] {7, 8, 1, 2, 7, 8}, y.toArray());
        }
    }

    @Test
    void multipliesAsPyTorchsLinearLayers() {
        assertArrayEquals(
                new float[] {1 * 1 + 2 * 2 + 10, 1 * 3 + 2 * 4 + 20, 3 * 1 + 4 * 2 + 10, 3 * 3 + 4 * 4 + 20},
                on(
                        new float[] {1, 2, 3, 4},
                        t -> t.linear(
                                t.graph().constant(1f, 2, 3, 4).reshape(2, 2),
                                t.graph().constant(10f, 20)),
                        2,
                        2));
    }

    @Test
    void convolvesWithZerosAroundThePicture() {
        assertArrayEquals(
                new float[] {1 + 2 + 3 + 4, 1 + 2 + 3 + 4, 1 + 2 + 3 + 4, 1 + 2 + 3 + 4},
                on(new float[] {1, 2, 3, 4}, t -> t.conv(ones(t, 1, 1, 3, 3), null, 1, 1, 1), 1, 1, 2, 2));
        assertArrayEquals(
                new float[] {1 + 2 + 4 + 5, 3 + 6, 7 + 8, 9},
                on(
                        new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
                        t -> t.padBottomRight(1, 1).conv(ones(t, 1, 1, 2, 2), null, 2, 0, 1),
                        1,
                        1,
                        3,
                        3));
    }

    @Test
    void poolsWholeWindowsOnly() {
        assertArrayEquals(
                new float[] {5}, on(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, t -> t.maxPool(2, 2), 1, 1, 3, 3));
    }

    @Test
    void resizesByNearestAndByBilinear() {
        assertArrayEquals(
                new float[] {1, 1, 2, 2, 3}, on(new float[] {1, 2, 3}, t -> t.resizeNearest(1, 5), 1, 1, 1, 3));
        assertArrayEquals(
                new float[] {1, 1.25f, 1.75f, 2}, on(new float[] {1, 2}, t -> t.resizeBilinear(1, 4), 1, 1, 1, 2));
    }

    @Test
    void normalises() {
        float a = 1.3416407f;
        float b = 0.4472136f;
        float[] expected = {-a, -b, b, a, -a, -b, b, a};
        assertArrayEquals(expected, on(ONE_TO_EIGHT, t -> t.groupNorm(2, 0), 1, 4, 2), 1e-6f);
        assertArrayEquals(
                expected,
                on(ONE_TO_EIGHT, t -> t.layerNorm(ones(t, 4), t.graph().constant(0f, 0, 0, 0), 0), 2, 4),
                1e-6f);
    }

    @Test
    void addsAndNormalisesInOneStep() {
        float[] half = {0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f, 4};
        assertArrayEquals(ONE_TO_EIGHT, on(half, t -> addedToItself(t)[0], 2, 4), 1e-6f);
        float[] expected =
                on(ONE_TO_EIGHT, t -> t.layerNorm(ones(t, 4), t.graph().constant(3f, 2, 1, 0), 1e-5f), 2, 4);
        assertArrayEquals(expected, on(half, t -> addedToItself(t)[1], 2, 4), 1e-6f);
    }

    private static Tensor[] addedToItself(Tensor x) {
        return NormOps.addAndNorm(x, x, ones(x, 4), x.graph().constant(3f, 2, 1, 0), 1e-5f);
    }

    @Test
    void attendsWithSeveralHeads() {
        float[] found = on(new float[] {1, 0, 0, 2, 0, 1, 3, 0, 2, 2, 1, 1}, t -> t.attention(t, t, 2, false), 1, 3, 4);
        assertArrayEquals(attention(new float[] {1, 0, 0, 2, 0, 1, 3, 0, 2, 2, 1, 1}, 3, 4, 2, false), found, 1e-6f);
    }

    @Test
    void attendsBackwardsOnlyIfCausal() {
        float[] x = {1, 0, 0, 2, 0, 1, 3, 0, 2, 2, 1, 1};
        assertArrayEquals(attention(x, 3, 4, 1, true), on(x, t -> t.attention(t, t, 1, true), 1, 3, 4), 1e-6f);
    }

    /** Attention of tokens to each other, by its definition. */
    private static float[] attention(float[] x, int tokens, int channels, int heads, boolean causal) {
        float[] y = new float[x.length];
        int width = channels / heads;
        for (int head = 0; head < heads; head++) {
            for (int q = 0; q < tokens; q++) {
                double total = 0;
                double[] sum = new double[width];
                for (int k = 0; k < (causal ? q + 1 : tokens); k++) {
                    double score = 0;
                    for (int c = head * width; c < (head + 1) * width; c++) {
                        score += x[q * channels + c] * x[k * channels + c];
                    }
                    double weight = Math.exp(score / Math.sqrt(width));
                    total += weight;
                    for (int c = 0; c < width; c++) {
                        sum[c] += weight * x[k * channels + head * width + c];
                    }
                }
                for (int c = 0; c < width; c++) {
                    y[q * channels + head * width + c] = (float) (sum[c] / total);
                }
            }
        }
        return y;
    }

    private static Tensor ones(Tensor like, long... shape) {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        float[] values = new float[(int) count];
        Arrays.fill(values, 1);
        return like.graph().constant(values).reshape(shape);
    }

    private static float[] on(float[] values, Function<Tensor, Tensor> operation, long... shape) {
        Graph graph = new Graph();
        graph.output("y", operation.apply(graph.input("x", shape)));
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 1))) {
            return session.run(Map.of("x", FloatTensor.of(values, shape)))
                    .get("y")
                    .toArray();
        }
    }
}
