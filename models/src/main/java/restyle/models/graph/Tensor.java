package restyle.models.graph;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value in a {@link Graph}: an element type and a concrete shape. Each method adds the node that computes a new value; nothing is
 * changed. Operands that do not fit throw an {@link IllegalArgumentException} that names both with their shapes.
 *
 * <p>Pictures are {@code [n, channels, height, width]}. Negative axes count from the last.
 */
public final class Tensor {
    private final Graph graph;
    private final String name;
    private final DType dtype;
    private final long[] shape;
    private final boolean given;

    /** @param given whether it follows from what the graph is given at each run, and not from weights and constants alone */
    Tensor(Graph graph, String name, boolean given, DType dtype, long... shape) {
        this.graph = graph;
        this.name = name;
        this.given = given;
        this.dtype = dtype;
        this.shape = shape.clone();
    }

    public Graph graph() {
        return graph;
    }

    public DType dtype() {
        return dtype;
    }

    public long[] shape() {
        return shape.clone();
    }

    public int rank() {
        return shape.length;
    }

    /** Returns the size along one axis. */
    public long dim(int axis) {
        return shape[Shape.axis(shape.length, axis)];
    }

    String name() {
        return name;
    }

    boolean isGiven() {
        return given;
    }

    public Tensor add(Tensor other) {
        return binary("Add", other);
    }

    public Tensor sub(Tensor other) {
        return binary("Sub", other);
    }

    public Tensor mul(Tensor other) {
        return binary("Mul", other);
    }

    public Tensor div(Tensor other) {
        return binary("Div", other);
    }

    public Tensor add(float scalar) {
        return add(graph.constant(scalar).cast(dtype));
    }

    public Tensor mul(float scalar) {
        return mul(graph.constant(scalar).cast(dtype));
    }

    public Tensor sqrt() {
        return unary("Sqrt");
    }

    public Tensor sin() {
        return unary("Sin");
    }

    public Tensor cos() {
        return unary("Cos");
    }

    public Tensor tanh() {
        return unary("Tanh");
    }

    public Tensor sigmoid() {
        return unary("Sigmoid");
    }

    public Tensor relu() {
        return unary("Relu");
    }

    /** Multiplies what is below zero by {@code slope}. */
    public Tensor leakyRelu(float slope) {
        return node("LeakyRelu").set("alpha", slope).yields(shape);
    }

    /** Computes x * sigmoid(x). */
    public Tensor silu() {
        return mul(sigmoid());
    }

    /** Computes the exact GELU, by the error function. */
    public Tensor gelu() {
        return node("Gelu").contributed().yields(shape);
    }

    /** Computes x * sigmoid(1.702 x), the approximation that CLIP was trained with. */
    public Tensor quickGelu() {
        return mul(mul(1.702f).sigmoid());
    }

    public Tensor cast(DType type) {
        return type == dtype ? this : node("Cast").set("to", (long) type.code).yields(type, shape);
    }

    /** Returns the same elements in another shape; one size may be -1. */
    public Tensor reshape(long... sizes) {
        long[] full = Shape.complete(sizes, Shape.count(shape));
        check(full != null, "cannot be reshaped to %s", Arrays.toString(sizes));
        return Arrays.equals(full, shape)
                ? this
                : node("Reshape", graph.shapeFor(this, full)).yields(full);
    }

    /** Reorders the axes: axis {@code i} of the result is axis {@code axes[i]} of this. */
    public Tensor permute(int... axes) {
        boolean permutation = Arrays.equals(
                Arrays.stream(axes).sorted().toArray(),
                IntStream.range(0, rank()).toArray());
        check(permutation, "cannot be permuted by %s", Arrays.toString(axes));
        return node("Transpose")
                .set("perm", Arrays.stream(axes).asLongStream().toArray())
                .yields(Arrays.stream(axes).mapToLong(this::dim).toArray());
    }

    /** Swaps the last two axes. */
    public Tensor t() {
        check(rank() >= 2, "has no two axes to swap");
        int[] axes = IntStream.range(0, rank()).toArray();
        axes[rank() - 1] = rank() - 2;
        axes[rank() - 2] = rank() - 1;
        return permute(axes);
    }

    /** Returns the matrix product over the last two axes; the axes before them broadcast. */
    public Tensor matmul(Tensor other) {
        check(rank() >= 2 && other.rank() >= 2 && dim(-1) == other.dim(-2), "cannot multiply %s", other);
        long[] batch = Shape.broadcast(Arrays.copyOf(shape, rank() - 2), Arrays.copyOf(other.shape, other.rank() - 2));
        check(batch != null, "does not broadcast with %s", other);
        long[] result = Arrays.copyOf(batch, batch.length + 2);
        result[batch.length] = dim(-2);
        result[batch.length + 1] = other.dim(-1);
        return node("MatMul", other).yields(result);
    }

    /** Adds the product of two matrices, [rows, n] and [n, columns], to this matrix, in one step and without a copy of the product. */
    public Tensor addProduct(Tensor left, Tensor right) {
        boolean matrices = rank() == 2 && left.rank() == 2 && right.rank() == 2;
        check(
                matrices && left.dim(0) == dim(0) && right.dim(1) == dim(1) && left.dim(1) == right.dim(0),
                "cannot take the product of %s",
                left + " and " + right);
        return left.node("Gemm", right, this).yields(shape);
    }

    /**
     * Applies a fully connected layer over the last axis.
     *
     * @param weight [out, in], as PyTorch stores it
     * @param bias [out], or null
     * @return [..., out] for this [..., in]
     */
    public Tensor linear(Tensor weight, Tensor bias) {
        check(
                weight.rank() == 2 && rank() >= 1 && dim(-1) == weight.dim(1),
                "does not fit a layer with weight %s",
                weight);
        check(bias == null || Arrays.equals(bias.shape, new long[] {weight.dim(0)}), "cannot take the bias %s", bias);
        long[] result = shape();
        result[rank() - 1] = weight.dim(0);
        Tensor rows = reshape(-1, dim(-1));
        Node gemm = bias == null ? rows.node("Gemm", weight) : rows.node("Gemm", weight, bias);
        return gemm.set("transB", 1L).yields(rows.dim(0), weight.dim(0)).reshape(result);
    }

    /**
     * Computes attention with several heads, softmax(q k' / sqrt(c / heads)) v for each run of c / heads channels; this is q. One
     * fused node, so that the scores of all tokens never exist at once.
     *
     * @param keys [n, m, c] where this is [n, tokens, c]
     * @param values [n, m, d]
     * @param causal whether a token sees only itself and those before it
     * @return [n, tokens, d]
     */
    public Tensor attention(Tensor keys, Tensor values, int heads, boolean causal) {
        boolean batches = rank() == 3 && keys.rank() == 3 && values.rank() == 3 && dim(0) == keys.dim(0);
        check(
                batches && dim(2) == keys.dim(2) && dim(2) % heads == 0,
                "cannot attend with " + heads + " heads to %s",
                keys);
        check(keys.dim(0) == values.dim(0) && keys.dim(1) == values.dim(1), "cannot attend to the values %s", values);
        return node("MultiHeadAttention", keys, values)
                .contributed()
                .set("num_heads", (long) heads)
                .set("unidirectional", causal ? 1L : 0L)
                .yields(dim(0), dim(1), values.dim(2));
    }

    /** Joins tensors whose shapes differ along {@code axis} only. */
    public Tensor concat(int axis, Tensor... others) {
        int at = Shape.axis(rank(), axis);
        long[] result = shape();
        for (Tensor other : others) {
            long[] same = other.shape();
            check(same.length == rank(), "cannot be joined with %s", other);
            result[at] += same[at];
            same[at] = shape[at];
            check(Arrays.equals(same, shape), "cannot be joined on axis " + axis + " with %s", other);
        }
        return node("Concat", others).set("axis", (long) at).yields(result);
    }

    /** Returns the elements {@code from} (inclusive) to {@code to} (exclusive) along one axis. */
    public Tensor slice(int axis, long from, long to) {
        int at = Shape.axis(rank(), axis);
        check(0 <= from && from < to && to <= shape[at], "has no %s", from + ".." + to + " on axis " + axis);
        long[] result = shape();
        result[at] = to - from;
        return node("Slice", graph.constant(from), graph.constant(to), graph.constant((long) at))
                .yields(result);
    }

    /** Returns rows of this table [rows, width] by number: ids [...] of type int64 give [..., width]. */
    public Tensor rows(Tensor ids) {
        check(rank() == 2 && ids.dtype == DType.INT64, "is not a table for the row numbers %s", ids);
        long[] result = Arrays.copyOf(ids.shape, ids.rank() + 1);
        result[ids.rank()] = dim(1);
        return node("Gather", ids).set("axis", 0L).yields(result);
    }

    /** Returns the arithmetic mean over {@code axes}, which stay with size 1. */
    public Tensor mean(int... axes) {
        long[] at =
                Arrays.stream(axes).mapToLong(axis -> Shape.axis(rank(), axis)).toArray();
        long[] result = shape();
        Arrays.stream(at).forEach(axis -> result[(int) axis] = 1);
        return node("ReduceMean", graph.constant(at)).yields(result);
    }

    /**
     * Convolves a picture, with square stride and equal zero padding on all sides.
     *
     * @param weight [out, in / groups, kernel height, kernel width]
     * @param bias [out], or null
     */
    public Tensor conv(Tensor weight, Tensor bias, int stride, int padding, int groups) {
        return ConvOps.conv(this, weight, bias, stride, padding, groups);
    }

    /** Returns the largest value of each {@code size * size} window of a picture; a rest that fills no window is dropped. */
    public Tensor maxPool(int size, int stride) {
        return ConvOps.maxPool(this, size, stride);
    }

    /** Adds zeros below and to the right of a picture. */
    public Tensor padBottomRight(int rows, int columns) {
        return ConvOps.padBottomRight(this, rows, columns);
    }

    /** Resizes a picture by nearest neighbour: source = floor(target * old / new). */
    public Tensor resizeNearest(long height, long width) {
        return ConvOps.resize(this, height, width, "nearest", "asymmetric");
    }

    /** Resizes a picture by bilinear interpolation between pixel centres, without antialiasing. */
    public Tensor resizeBilinear(long height, long width) {
        return ConvOps.resize(this, height, width, "linear", "half_pixel");
    }

    /** Normalises to mean 0 and variance 1 in each of {@code groups} equal runs of channels (axis 1), over all axes after it. */
    public Tensor groupNorm(int groups, float eps) {
        return NormOps.groupNorm(this, groups, eps);
    }

    /** Normalises to mean 0 and variance 1 along the last axis, then {@code * scale + shift}. */
    public Tensor layerNorm(Tensor scale, Tensor shift, float eps) {
        return NormOps.layerNorm(this, scale, shift, eps);
    }

    private Tensor unary(String type) {
        return node(type).yields(shape);
    }

    private Tensor binary(String type, Tensor other) {
        check(dtype == other.dtype, "is of another type than %s", other);
        long[] result = Shape.broadcast(shape, other.shape);
        check(result != null, "does not broadcast with %s", other);
        return node(type, other).yields(result);
    }

    Node node(String type, Tensor... others) {
        return new Node(
                graph,
                type,
                Stream.concat(Stream.of(this), Arrays.stream(others)).toArray(Tensor[]::new));
    }

    void check(boolean fits, String problem, Object... operands) {
        if (!fits) {
            throw new IllegalArgumentException(this + " " + problem.formatted(operands));
        }
    }

    /** Returns name, type and shape, as messages show it. */
    @Override
    public String toString() {
        return name + Arrays.toString(shape) + (dtype == DType.FLOAT ? "" : " " + dtype);
    }
}
