package restyle.models.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.Int8Convs;
import restyle.models.graph.Int8Ops;
import restyle.models.graph.Tensor;

/** Layers on integers against the same ones in float32, on values that both hold exactly. */
class Int8OpsTest {
    private static final int IN = 40;
    private static final int OUT = 48;
    /** As small as every processor's kernels can add without overflow. */
    private static final int LARGEST_WEIGHT = 63;

    private final Random random = new Random(1);
    private final Graph graph = new Graph();

    /** Whole numbers; the first two are the ends of the range, so that the scale that is found is 1. */
    private float[] whole(int count, int least, int most) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = least + random.nextInt(most - least + 1);
        }
        values[0] = least;
        values[1] = most;
        return values;
    }

    private Tensor weights(float[] values, DType type, long... shape) {
        return graph.constant(values).reshape(shape).cast(type);
    }

    /** The last is done in stripes. */
    @ParameterizedTest
    @CsvSource({"3, 1, 1, 7", "3, 2, 1, 7", "3, 2, 0, 7", "1, 1, 0, 7", "3, 2, 1, 321"})
    void convolve(int kernel, int stride, int padding, int rows) {
        Tensor x = graph.input("x", 2, IN, rows, rows - 1);
        float[] weight = whole(OUT * IN * kernel * kernel, -LARGEST_WEIGHT, LARGEST_WEIGHT);
        Tensor floats = weights(weight, DType.FLOAT, OUT, IN, kernel, kernel);
        Tensor columns = floats.permute(2, 3, 1, 0).reshape(-1, OUT).cast(DType.INT8);
        Tensor bias = graph.constant(whole(OUT, -100, 100));
        graph.output("expected", x.conv(floats, bias, stride, padding, 1));
        graph.output("found", Int8Convs.conv(x, columns, graph.constant(ones(OUT)), bias, stride, padding));
        agree(FloatTensor.of(whole(2 * IN * rows * (rows - 1), 0, 255), 2, IN, rows, rows - 1));
    }

    @Test
    void multiply() {
        Tensor x = graph.input("x", 3, 5, IN);
        Tensor floats = weights(whole(OUT * IN, -LARGEST_WEIGHT, LARGEST_WEIGHT), DType.FLOAT, OUT, IN);
        Tensor bias = graph.constant(whole(OUT, -100, 100));
        graph.output("expected", x.linear(floats, bias));
        graph.output("found", Int8Ops.linear(x, floats.t().cast(DType.INT8), graph.constant(ones(OUT)), bias));
        agree(FloatTensor.of(whole(3 * 5 * IN, -55, 200), 3, 5, IN));
    }

    /** 40 channels are a run of 32 and a rest of 8; every run of every row has its largest value, which becomes 127. */
    @Test
    void multiplyInRuns() {
        Tensor x = graph.input("x", 3, 5, IN);
        float[] weight = whole(OUT * IN, -LARGEST_WEIGHT, LARGEST_WEIGHT);
        float[] padded = new float[OUT * 64];
        Arrays.fill(padded, Int8Ops.ZERO);
        for (int i = 0; i < weight.length; i++) {
            padded[i / IN * 64 + i % IN] = weight[i] + Int8Ops.ZERO;
        }
        Tensor bias = graph.constant(whole(OUT, -100, 100));
        graph.output("expected", x.linear(weights(weight, DType.FLOAT, OUT, IN), bias));
        graph.output(
                "found",
                Int8Ops.linearInRuns(x, weights(padded, DType.UINT8, OUT, 2, 32), graph.constant(ones(OUT * 2)), bias));
        float[] values = whole(3 * 5 * IN, -127, 127);
        for (int row = 0; row < 15; row++) {
            values[row * IN] = -127;
            values[row * IN + 32] = 127;
        }
        agree(FloatTensor.of(values, 3, 5, IN));
    }

    /** Whatever nodes a layer becomes, its arithmetic is that of the layer: so rates of different precisions compare. */
    @Test
    void countAsMuchArithmeticAsTheSameLayersOnFloats() {
        Tensor x = graph.input("x", 2, IN, 7, 6);
        Tensor rows =
                graph.constant(new float[9 * IN * OUT]).reshape(9 * IN, OUT).cast(DType.INT8);
        Tensor picture = Int8Convs.conv(x, rows, graph.constant(ones(OUT)), null, 1, 1);
        long convolution = 2L * (2 * 7 * 6) * OUT * 9 * IN;
        assertEquals(convolution, graph.toModel().operations());
        Tensor tokens = picture.reshape(2, OUT, -1).t();
        Tensor square = graph.constant(new float[OUT * OUT]).reshape(OUT, OUT).cast(DType.INT8);
        Tensor runs = graph.constant(new float[OUT * 64]).reshape(OUT, 1, 64).cast(DType.UINT8);
        Int8Ops.linear(tokens, square, graph.constant(ones(OUT)), null);
        Int8Ops.linearInRuns(tokens, runs, graph.constant(ones(OUT)), null);
        long layer = 2L * (2 * 7 * 6) * OUT * OUT;
        assertEquals(convolution + 2 * layer, graph.toModel().operations());
        tokens.linear(graph.constant(new float[OUT * OUT]).reshape(OUT, OUT), null);
        assertEquals(convolution + 3 * layer, graph.toModel().operations());
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private void agree(FloatTensor x) {
        try (Session session = Session.open(graph.toModel(), new Compute(Device.CPU, 2))) {
            Map<String, FloatTensor> results = session.run(Map.of("x", x));
            assertArrayEquals(
                    results.get("expected").toArray(), results.get("found").toArray(), 0.5f);
        }
    }
}
