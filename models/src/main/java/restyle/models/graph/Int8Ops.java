package restyle.models.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Layers that multiply 8-bit integers. Those of the activations are found at each run, those of the weights come with their scales. */
public final class Int8Ops {
    /** What stands for zero among unsigned weights. */
    public static final int ZERO = 128;

    /** Bytes that the columns of a convolution may take; larger pictures are done in stripes, which takes no longer. */
    private static final long MAX_COLUMN_BYTES = 1 << 25;

    private Int8Ops() {}

    /**
     * What a kernel sees.
     *
     * @param kernel pixels along each side
     * @param stride pixels from one to the next
     * @param first column of the first
     */
    private record Window(long kernel, long stride, long first) {}

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
        Quantised pixels = x.graph().quantised(x);
        Tensor padded = padded(pixels.values().permute(0, 2, 3, 1), padding, pixels.zero());
        long rows = (padded.dim(1) - kernel) / stride + 1;
        long columns = (padded.dim(2) - kernel) / stride + 1;
        long stripe = Math.max(1, MAX_COLUMN_BYTES / (x.dim(0) * columns * weight.dim(0)));
        List<Tensor> stripes = new ArrayList<>();
        for (long from = 0; from < rows; from += stripe) {
            Tensor part = columns(padded, new Window(kernel, stride, 0), from, Math.min(rows, from + stripe), columns);
            stripes.add(product(part.reshape(-1, weight.dim(0)), pixels, weight, scales, bias)
                    .reshape(part.dim(0), part.dim(1), part.dim(2), weight.dim(1)));
        }
        return joined(stripes, 1).permute(0, 3, 1, 2);
    }

    /**
     * Convolves a picture of twice the size, each pixel a square of four, with a kernel of 3 x 3. What such a kernel sees are 2 x 2 pixels of
     * the small picture, others for each of the four; the weights of those that are the same are added beforehand, which leaves four of nine
     * products.
     *
     * @param x [n, in, h, w], the small picture
     * @param weights int8 [2 * 2 * in, out] for each of the four, rows first, as {@link #conv} takes them
     * @param scales float32 [out] for each
     * @param bias float32 [out], or null
     * @return float32 [n, out, 2 * h, 2 * w]
     */
    public static Tensor convDoubled(Tensor x, List<Tensor> weights, List<Tensor> scales, Tensor bias) {
        Quantised pixels = x.graph().quantised(x);
        Tensor padded = padded(pixels.values().permute(0, 2, 3, 1), 1, pixels.zero());
        long out = weights.get(0).dim(1);
        long stripe = Math.max(1, MAX_COLUMN_BYTES / (x.dim(0) * x.dim(3) * 4 * x.dim(1)));
        List<Tensor> stripes = new ArrayList<>();
        for (long from = 0; from < x.dim(2); from += stripe) {
            long to = Math.min(x.dim(2), from + stripe);
            List<Tensor> rows = new ArrayList<>();
            for (int row = 0; row < 2; row++) {
                List<Tensor> squares = new ArrayList<>();
                for (int column = 0; column < 2; column++) {
                    int corner = 2 * row + column;
                    requirePerChannel(x, out, scales.get(corner), bias);
                    Tensor part = columns(padded, new Window(2, 1, column), from + row, to + row, x.dim(3));
                    Tensor rowsOfPart = part.reshape(-1, weights.get(corner).dim(0));
                    squares.add(product(rowsOfPart, pixels, weights.get(corner), scales.get(corner), bias)
                            .reshape(-1, 1, out));
                }
                rows.add(joined(squares, 1).reshape(x.dim(0), to - from, 1, 2 * x.dim(3) * out));
            }
            stripes.add(joined(rows, 2).reshape(x.dim(0), 2 * (to - from), 2 * x.dim(3), out));
        }
        return joined(stripes, 1).permute(0, 3, 1, 2);
    }

    /** Multiplies rows of 8-bit integers; what they stand for is found beside them. */
    private static Tensor product(Tensor rows, Quantised meaning, Tensor weight, Tensor scales, Tensor bias) {
        return rows.node("MatMulIntegerToFloat", weight, meaning.scale(), scales, meaning.zero(), null, bias)
                .contributed()
                .yields(DType.FLOAT, rows.dim(0), weight.dim(1));
    }

    /**
     * Lists everything that each pixel of the result sees, [n, rows, columns, kernel * kernel * in]. Whole pixels are gathered: one copy
     * instead of one for each place in the kernel and another that joins them.
     */
    private static Tensor columns(Tensor padded, Window window, long from, long to, long columns) {
        long n = padded.dim(0);
        long kernel = window.kernel();
        long stride = window.stride();
        Tensor seen = rows(padded, from * stride, (to - 1) * stride + kernel);
        long[] indices = new long[Math.toIntExact(n * (to - from) * columns * kernel * kernel)];
        int next = 0;
        for (long row = 0; row < n * (to - from); row++) {
            long top = row / (to - from) * seen.dim(1) + row % (to - from) * stride;
            for (long column = 0; column < columns; column++) {
                for (long place = 0; place < kernel * kernel; place++) {
                    long left = window.first() + column * stride + place % kernel;
                    indices[next++] = (top + place / kernel) * seen.dim(2) + left;
                }
            }
        }
        return seen.reshape(-1, padded.dim(3))
                .node("Gather", padded.graph().constant(indices))
                .yields(indices.length, padded.dim(3))
                .reshape(n, to - from, columns, kernel * kernel * padded.dim(3));
    }

    private static Tensor rows(Tensor x, long from, long to) {
        Graph graph = x.graph();
        return from == 0 && to == x.dim(1)
                ? x
                : x.node("Slice", graph.constant(from), graph.constant(to), graph.constant(1L))
                        .yields(x.dim(0), to - from, x.dim(2), x.dim(3));
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
