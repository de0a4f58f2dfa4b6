package restyle.models.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions that multiply 8-bit integers: what each pixel of the result sees becomes a row, and the rows are multiplied. Scales are as in
 * {@link Int8Ops}.
 */
public final class Int8Convs {
    /** Bytes that the rows of a stripe of the picture may take, so that caches still hold them when they are multiplied. */
    private static final long STRIPE_BYTES = 1 << 23;

    private Int8Convs() {}

    /**
     * What a kernel sees.
     *
     * @param kernel pixels along each side
     * @param stride pixels from one to the next
     * @param first column of the first
     */
    private record Window(long kernel, long stride, long first) {}

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
        Int8Ops.requirePerChannel(x, weight.dim(1), scales, bias);
        Quantised pixels = x.graph().quantised(x);
        Tensor padded = padded(channelsLast(pixels.values()), padding, pixels.zero());
        long rows = (padded.dim(1) - kernel) / stride + 1;
        long columns = (padded.dim(2) - kernel) / stride + 1;
        long stripe = stripe(x.dim(0) * columns * weight.dim(0), weight);
        List<Tensor> stripes = new ArrayList<>();
        for (long from = 0; from < rows; from += stripe) {
            Tensor part = columns(padded, new Window(kernel, stride, 0), from, Math.min(rows, from + stripe), columns);
            Tensor done = Int8Ops.product(part.reshape(-1, weight.dim(0)), pixels, weight, scales, bias);
            stripes.add(channelsFirst(done.reshape(part.dim(0), part.dim(1), part.dim(2), weight.dim(1))));
        }
        return TensorOps.joined(2, stripes);
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
        Tensor padded = padded(channelsLast(pixels.values()), 1, pixels.zero());
        long out = weights.get(0).dim(1);
        long stripe = stripe(x.dim(0) * x.dim(3) * 4 * x.dim(1), weights.get(0));
        List<Tensor> stripes = new ArrayList<>();
        for (long from = 0; from < x.dim(2); from += stripe) {
            long to = Math.min(x.dim(2), from + stripe);
            List<Tensor> rows = new ArrayList<>();
            for (int row = 0; row < 2; row++) {
                List<Tensor> squares = new ArrayList<>();
                for (int column = 0; column < 2; column++) {
                    int corner = 2 * row + column;
                    Int8Ops.requirePerChannel(x, out, scales.get(corner), bias);
                    Tensor part = columns(padded, new Window(2, 1, column), from + row, to + row, x.dim(3));
                    Tensor rowsOfPart = part.reshape(-1, weights.get(corner).dim(0));
                    squares.add(Int8Ops.product(rowsOfPart, pixels, weights.get(corner), scales.get(corner), bias)
                            .reshape(-1, 1, out));
                }
                rows.add(TensorOps.joined(1, squares).reshape(x.dim(0), to - from, 1, 2 * x.dim(3) * out));
            }
            stripes.add(channelsFirst(TensorOps.joined(2, rows).reshape(x.dim(0), 2 * (to - from), 2 * x.dim(3), out)));
        }
        return TensorOps.joined(2, stripes);
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

    /** Returns how many rows of pixels make a stripe; no less than the weights take, which are read once for each. */
    private static long stripe(long rowBytes, Tensor weight) {
        return Math.max(1, Math.max(STRIPE_BYTES, weight.dim(0) * weight.dim(1)) / rowBytes);
    }

    /** A single picture is a matrix to transpose, for which the runtime has a faster kernel. */
    private static Tensor channelsLast(Tensor x) {
        return x.dim(0) == 1
                ? x.reshape(x.dim(1), -1).t().reshape(1, x.dim(2), x.dim(3), x.dim(1))
                : x.permute(0, 2, 3, 1);
    }

    private static Tensor channelsFirst(Tensor x) {
        return x.dim(0) == 1
                ? x.reshape(-1, x.dim(3)).t().reshape(1, x.dim(3), x.dim(1), x.dim(2))
                : x.permute(0, 3, 1, 2);
    }
}
