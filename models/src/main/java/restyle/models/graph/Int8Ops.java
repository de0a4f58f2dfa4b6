package restyle.models.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Layers that multiply 8-bit integers. Those of the activations are found at each run, those of the weights come with their scales. */
public final class Int8Ops {
    /** What stands for zero among unsigned weights. */
    public static final int ZERO = 128;

    /** Bytes that the columns of a convolution may take; larger pictures are done in stripes. */
    private static final long MAX_COLUMN_BYTES = 1 << 28;

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
        Tensor rows = x.reshape(-1, x.dim(-1));
        return rows.node("DynamicQuantizeMatMul", weight, scales, null, bias)
                .contributed()
                .yields(rows.dim(0), weight.dim(1))
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

    /**
     * Convolves a picture with square kernel and stride, with one scale for all of it.
     *
     * @param x [n, in, h, w]
     * @param weight int8 [kernel * kernel * in, out], rows of the kernel first, then its columns, then channels
     * @param scales float32 [out]
     * @param bias float32 [out], or null
     * @return float32 [n, out, rows, columns]
     */
    public static Tensor conv(Tensor x, Tensor weight, Tensor scales, Tensor bias, int stride, int padding) {
        long kernel = Math.round(Math.sqrt((double) weight.dim(0) / x.dim(1)));
        x.check(kernel * kernel * x.dim(1) == weight.dim(0), "cannot be convolved with %s", weight);
        requirePerChannel(x, weight.dim(1), scales, bias);
        Tensor[] quantised = x.node("DynamicQuantizeLinear")
                .yieldsAll(new DType[] {DType.UINT8, DType.FLOAT, DType.UINT8}, new long[][] {x.shape(), {}, {}});
        Tensor padded = padded(quantised[0].permute(0, 2, 3, 1), padding, quantised[2]);
        long rows = (padded.dim(1) - kernel) / stride + 1;
        long columns = (padded.dim(2) - kernel) / stride + 1;
        long stripe = Math.max(1, MAX_COLUMN_BYTES / (x.dim(0) * columns * weight.dim(0)));
        List<Tensor> stripes = new ArrayList<>();
        for (long from = 0; from < rows; from += stripe) {
            Tensor part = columns(padded, kernel, stride, from, Math.min(rows, from + stripe), columns);
            stripes.add(part.reshape(-1, weight.dim(0))
                    .node("MatMulIntegerToFloat", weight, quantised[1], scales, quantised[2], null, bias)
                    .contributed()
                    .yields(DType.FLOAT, part.dim(0) * part.dim(1) * part.dim(2), weight.dim(1))
                    .reshape(part.dim(0), part.dim(1), part.dim(2), weight.dim(1)));
        }
        return joined(stripes, 1).permute(0, 3, 1, 2);
    }

    /** Everything that each pixel of the result sees, [n, rows, columns, kernel * kernel * in]. */
    private static Tensor columns(Tensor padded, long kernel, int stride, long from, long to, long columns) {
        List<Tensor> shifted = new ArrayList<>();
        for (long dy = 0; dy < kernel; dy++) {
            for (long dx = 0; dx < kernel; dx++) {
                shifted.add(window(padded, from * stride + dy, to - from, dx, columns, stride));
            }
        }
        return joined(shifted, 3);
    }

    private static Tensor window(Tensor x, long top, long rows, long left, long columns, int stride) {
        Graph graph = x.graph();
        return x.node(
                        "Slice",
                        graph.constant(top, left),
                        graph.constant(top + (rows - 1) * stride + 1, left + (columns - 1) * stride + 1),
                        graph.constant(1L, 2),
                        graph.constant((long) stride, stride))
                .yields(x.dim(0), rows, columns, x.dim(3));
    }

    private static Tensor padded(Tensor x, int padding, Tensor zero) {
        return padding == 0
                ? x
                : x.node("Pad", x.graph().constant(0, padding, padding, 0, 0, padding, padding, 0L), zero)
                        .set("mode", "constant")
                        .yields(x.dim(0), x.dim(1) + 2L * padding, x.dim(2) + 2L * padding, x.dim(3));
    }

    private static Tensor joined(List<Tensor> parts, int axis) {
        Tensor[] rest = parts.subList(1, parts.size()).toArray(Tensor[]::new);
        return rest.length == 0 ? parts.get(0) : parts.get(0).concat(axis, rest);
    }

    private static void requirePerChannel(Tensor x, long channels, Tensor scales, Tensor bias) {
        long[] expected = {channels};
        x.check(Arrays.equals(scales.shape(), expected), "cannot take the scales %s", scales);
        x.check(bias == null || Arrays.equals(bias.shape(), expected), "cannot take the bias %s", bias);
    }

    private static long[] replaced(long[] shape, long last) {
        shape[shape.length - 1] = last;
        return shape;
    }
}
