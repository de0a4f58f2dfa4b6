package restyle.models.graph;

import java.util.Arrays;

/** Fully connected layers that multiply 8-bit integers. Those of the activations are found at each run, those of the weights come with their scales. */
public final class Int8Ops {
    /** What stands for zero among unsigned weights. */
    public static final int ZERO = 128;

    private Int8Ops() {}

    /**
     * Computes a fully connected layer over the last axis, with one scale for all of x.
     *
     * @param x [..., in]
     * @param weight int8 [in, out]
     * @param scales float32 [out]
     * @param bias float32 [out], or null
     * @return float32 [..., out]
     */
    public static Tensor linear(Tensor x, Tensor weight, Tensor scales, Tensor bias) {
        x.check(weight.rank() == 2 && x.dim(-1) == weight.dim(0), "does not fit a layer with weight %s", weight);
        requirePerChannel(x, weight.dim(1), scales, bias);
        Quantised rows = x.graph().quantised(x);
        return product(rows.values().reshape(-1, x.dim(-1)), rows, weight, scales, bias)
                .reshape(replaced(x.shape(), weight.dim(1)));
    }

    /**
     * Computes a fully connected layer over the last axis, with a scale for each run of channels of each row of x and of the weight: what is
     * far larger than everything else spoils its own run only.
     *
     * @param x [..., in]
     * @param weight uint8 [out, runs, channels of a run], {@value #ZERO} for zero, which is also what is beyond the last channel
     * @param scales float32 [out * runs]
     * @param bias float32 [out], or null
     * @return float32 [..., out]
     */
    public static Tensor linearInRuns(Tensor x, Tensor weight, Tensor scales, Tensor bias) {
        long run = weight.dim(2);
        long runs = (x.dim(-1) + run - 1) / run;
        x.check(weight.dim(1) == runs, "does not fit a layer with weight %s", weight);
        requirePerChannel(x, weight.dim(0) * runs, scales, null);
        Tensor rows = x.reshape(-1, x.dim(-1));
        Node node = bias == null
                ? rows.node("MatMulNBits", weight, scales)
                : rows.node("MatMulNBits", weight, scales, null, null, bias);
        return node.contributed()
                .set("K", x.dim(-1))
                .set("N", weight.dim(0))
                .set("bits", 8L)
                .set("block_size", run)
                .set("accuracy_level", 4L)
                .yields(rows.dim(0), weight.dim(0))
                .reshape(replaced(x.shape(), weight.dim(0)));
    }

    /** Multiplies rows of 8-bit integers; what they stand for is found beside them. */
    static Tensor product(Tensor rows, Quantised meaning, Tensor weight, Tensor scales, Tensor bias) {
        return rows.node("MatMulIntegerToFloat", weight, meaning.scale(), scales, meaning.zero(), null, bias)
                .contributed()
                .yields(DType.FLOAT, rows.dim(0), weight.dim(1));
    }

    static void requirePerChannel(Tensor x, long channels, Tensor scales, Tensor bias) {
        long[] expected = {channels};
        x.check(Arrays.equals(scales.shape(), expected), "cannot take the scales %s", scales);
        x.check(bias == null || Arrays.equals(bias.shape(), expected), "cannot take the bias %s", bias);
    }

    private static long[] replaced(long[] shape, long last) {
        shape[shape.length - 1] = last;
        return shape;
    }
}
