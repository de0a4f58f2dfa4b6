package restyle.models.weights;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.NormOps;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;

/**
 * A network's tensors seen from one dotted prefix, like a folder: {@link #at} walks down, {@link #has} tells which layers there are, and
 * each layer method reads its own tensors. Values enter the graph in the type of the graph's precision, whatever float type the file has, and
 * layers bring to it what they are given; no layer's width is said twice.
 *
 * <p>A missing tensor, or one of another shape than its use needs, is a {@link ModelException} with its full name and file.
 */
public final class Weights {
    private static final float LAYER_NORM_EPS = 1e-5f;

    /**
     * Rows of which a layer must have as many for its weights to be read from the file in each run: with fewer, converting and arranging them
     * would take too long beside the products.
     */
    private static final long MANY_ROWS = 256;

    /** Rows up to which what a part of the weights gives fits a core's cache; with more, the kernels for weights in the runtime's own order gain. */
    private static final long TOO_MANY_ROWS = 4096;

    /** Pixels of a picture up to which kernels for weights in the runtime's own order are the slower ones for convolutions. */
    private static final long FEW_PIXELS = 64;

    private final Graph graph;
    private final StateDict tensors;
    private final String prefix;
    private final Set<String> used;
    private final Precision precision;
    private final long manyRows;

    private Weights(
            Graph graph, StateDict tensors, String prefix, Set<String> used, Precision precision, long manyRows) {
        this.graph = graph;
        this.tensors = tensors;
        this.prefix = prefix;
        this.used = used;
        this.precision = precision;
        this.manyRows = manyRows;
    }

    /** Begins at the top of a network that is computed in float32. */
    public static Weights of(Graph graph, StateDict tensors) {
        return of(graph, tensors, Precision.FP32);
    }

    /** Begins at the top of a network. */
    public static Weights of(Graph graph, StateDict tensors, Precision precision) {
        return new Weights(graph, tensors, "", new TreeSet<>(), precision, MANY_ROWS);
    }

    /** Returns the same for a network that runs a few times only: a copy of its weights would take longer than what it saves. */
    public Weights forFewRuns() {
        return new Weights(graph, tensors, prefix, used, precision, 1);
    }

    /** Returns the graph that the tensors enter. */
    public Graph graph() {
        return graph;
    }

    /** Returns the part called {@code name}: one or more steps down, or a number. */
    public Weights at(Object name) {
        return new Weights(graph, tensors, prefix + name + ".", used, precision, manyRows);
    }

    /** Returns whether there is a tensor, or a part with tensors, of this name. */
    public boolean has(Object name) {
        String full = prefix + name;
        String inside = tensors.tensors().ceilingKey(full + ".");
        return tensors.tensors().containsKey(full) || inside != null && inside.startsWith(full + ".");
    }

    /** Counts the parts called {@code prefix} and a number, from 0. */
    public int count(String prefix) {
        int count = 0;
        while (has(prefix + count)) {
            count++;
        }
        return count;
    }

    /** Returns a tensor as the file has it, in the type of the layers' values. */
    public Tensor get(String name) {
        StoredTensor stored = stored(name);
        return load(name, stored, precision.floats(), stored.shape());
    }

    /** Returns a tensor as the file has it, in the file's type. */
    Tensor asStored(String name) {
        return asStored(name, 0, stored(name).dim(0));
    }

    /** Returns the part {@code from} to {@code to} of a tensor's first axis, in the file's type. */
    Tensor asStored(String name, long from, long to) {
        StoredTensor part = stored(name).rows(from, to);
        return raw(name, part, part.shape());
    }

    /** Returns the size of a tensor along one axis. */
    public long dim(String name, int axis) {
        return tensors.dim(prefix + name, axis);
    }

    /** Applies a fully connected layer, x [..., in] to [..., out]; the weights of a 1x1 convolution also serve. */
    public Tensor linear(Tensor x) {
        StoredTensor stored = stored("weight");
        long[] shape = stored.shape();
        if (shape.length < 2 || shape[1] != x.dim(-1) || stored.count() != shape[0] * shape[1]) {
            throw stored.unfit("[out, " + x.dim(-1) + "]");
        }
        Optional<Grain> grain = Grain.of(tensors, prefix + "weight");
        if (grain.isPresent()) {
            return named(() -> grain.get().linear(this, x.cast(DType.FLOAT), bias(shape[0])));
        }
        Tensor weight = matrix(stored, readsInPlace(x), shape[0], shape[1]);
        return named(() -> x.cast(precision.floats()).linear(weight, bias(shape[0])));
    }

    /**
     * Applies a fully connected layer whose outputs are wanted in two halves.
     *
     * @return [..., out / 2] and the same
     */
    public Tensor[] halves(Tensor x) {
        StoredTensor stored = stored("weight");
        long half = stored.dim(0) / 2;
        if (stored.shape().length != 2 || stored.dim(1) != x.dim(-1)) {
            throw stored.unfit("[2 * out, " + x.dim(-1) + "]");
        }
        return new Tensor[] {half(x, 0, stored.rows(0, half)), half(x, 1, stored.rows(half, 2 * half))};
    }

    /** One half of the outputs of a fully connected layer: so many rows of its weight, which lie together. */
    private Tensor half(Tensor x, int which, StoredTensor rows) {
        long out = rows.dim(0);
        Tensor bias = has("bias")
                ? load("bias", stored("bias").rows(which * out, (which + 1) * out), precision.floats(), out)
                : null;
        if (Grain.of(tensors, prefix + "weight").isPresent()) {
            return named(() -> Grain.half(this, x.cast(DType.FLOAT), which, bias));
        }
        Tensor weight = matrix(rows, readsInPlace(x), rows.shape());
        return named(() -> x.cast(precision.floats()).linear(weight, bias));
    }

    /** Applies a convolution that keeps the size: x [n, in, h, w] to [n, out, h, w]. */
    public Tensor conv(Tensor x) {
        return conv(x, 1);
    }

    /** Applies a convolution padded with zeros by half its kernel, x [n, in, h, w] to [n, out, ceil(h / stride), ceil(w / stride)]. */
    public Tensor conv(Tensor x, int stride) {
        return conv(x, stride, Math.toIntExact(kernel() / 2));
    }

    /** Applies a convolution with equal zero padding on all sides; the weights of a fully connected layer also serve, as 1x1. */
    public Tensor conv(Tensor x, int stride, int padding) {
        StoredTensor stored = stored("weight");
        long[] shape = Arrays.copyOf(stored.shape(), 4);
        for (int axis = stored.shape().length; axis < shape.length; axis++) {
            shape[axis] = 1;
        }
        if (stored.shape().length < 2 || stored.shape().length > 4 || shape[1] != x.dim(1)) {
            throw stored.unfit("[out, " + x.dim(1) + ", height, width]");
        }
        Optional<Grain> grain = Grain.of(tensors, prefix + "weight");
        if (grain.isPresent()) {
            return named(() -> grain.get().conv(this, x.cast(DType.FLOAT), bias(shape[0]), stride, padding));
        }
        long pixels = x.dim(2) * x.dim(3) / ((long) stride * stride);
        Tensor weight = matrix(stored, pixels <= FEW_PIXELS && x.dim(0) * pixels >= manyRows, shape);
        return named(() -> x.cast(precision.floats()).conv(weight, bias(shape[0]), stride, padding, 1));
    }

    /**
     * Applies a convolution that keeps the size to a picture that is doubled before: x [n, in, h, w] to [n, out, 2 * h, 2 * w]. On integers and
     * in float32 weights that see the same pixel are added; devices that take other types have kernels for 3 x 3 that are faster.
     */
    public Tensor convDoubled(Tensor x) {
        StoredTensor stored = stored("weight");
        long[] shape = stored.shape();
        boolean fits = shape.length == 4 && shape[1] == x.dim(1) && shape[2] == 3 && shape[3] == 3;
        Optional<Grain> grain = Grain.of(tensors, prefix + "weight");
        boolean sums = grain.map(Grain.DOUBLED::equals).orElse(precision == Precision.FP32);
        if (!fits || !sums) {
            return conv(x.resizeNearest(2 * x.dim(2), 2 * x.dim(3)));
        }
        if (grain.isPresent()) {
            return named(() -> Grain.convDoubled(this, x.cast(DType.FLOAT), bias(shape[0])));
        }
        Tensor weight = load("weight", stored, DType.FLOAT, shape);
        return named(() -> TensorOps.convDoubled(x, weight, bias(shape[0])));
    }

    private long kernel() {
        long[] shape = stored("weight").shape();
        return shape.length < 4 ? 1 : shape[2];
    }

    /** Applies group normalisation with scale and shift for each channel (axis 1 of x), in float32. */
    public Tensor groupNorm(Tensor x, int groups, float eps) {
        if (x.dim(1) % groups != 0) {
            throw new ModelException(
                    "%s: %s%d channels do not divide into %d norm groups; is the config.json another model's?"
                            .formatted(tensors.origin(), prefix, x.dim(1), groups));
        }
        long[] perChannel = new long[x.rank() - 1];
        Arrays.fill(perChannel, 1);
        perChannel[0] = x.dim(1);
        Tensor scale = vector("weight", DType.FLOAT, x.dim(1)).reshape(perChannel);
        Tensor shift = vector("bias", DType.FLOAT, x.dim(1)).reshape(perChannel);
        return named(() ->
                x.cast(DType.FLOAT).groupNorm(groups, eps).mul(scale).add(shift).cast(precision.floats()));
    }

    /** Applies layer normalisation over the last axis, with scale and shift. */
    public Tensor layerNorm(Tensor x) {
        return layerNorm(x, LAYER_NORM_EPS);
    }

    /** Applies layer normalisation over the last axis, with scale and shift and another epsilon than most networks have. */
    public Tensor layerNorm(Tensor x, float eps) {
        Tensor scale = vector("weight", precision.floats(), x.dim(-1));
        Tensor shift = vector("bias", precision.floats(), x.dim(-1));
        return named(() -> x.cast(precision.floats()).layerNorm(scale, shift, eps));
    }

    /**
     * Adds y to x, and normalises the sum as {@link #layerNorm(Tensor)} does.
     *
     * @return the sum, and the sum normalised
     */
    public Tensor[] addAndNorm(Tensor x, Tensor y) {
        Tensor scale = vector("weight", precision.floats(), x.dim(-1));
        Tensor shift = vector("bias", precision.floats(), x.dim(-1));
        return scoped(() -> NormOps.addAndNorm(x.cast(precision.floats()), y, scale, shift, LAYER_NORM_EPS));
    }

    /** Returns rows of the table {@code weight} by number: ids [...] give [..., width]. */
    public Tensor embedding(Tensor ids) {
        StoredTensor stored = stored("weight");
        // Looked up before they are converted, so that the table stays in the file.
        return named(() -> raw("weight", stored, stored.shape()).rows(ids).cast(precision.floats()));
    }

    /** Names of the network's tensors that nothing has asked for yet. */
    public Set<String> unused() {
        Set<String> rest = new TreeSet<>(tensors.tensors().keySet());
        rest.removeAll(used);
        return rest;
    }

    private Tensor bias(long width) {
        return has("bias") ? vector("bias", precision.floats(), width) : null;
    }

    private Tensor vector(String name, DType type, long width) {
        StoredTensor stored = stored(name);
        if (!Arrays.equals(stored.shape(), new long[] {width})) {
            throw stored.unfit("[" + width + "]");
        }
        return load(name, stored, type, width);
    }

    private boolean readsInPlace(Tensor x) {
        long rows = Arrays.stream(x.shape()).reduce(1, (a, b) -> a * b) / x.dim(-1);
        return manyRows <= rows && rows <= TOO_MANY_ROWS;
    }

    /** @param inPlace whether float32 is computed from the values in the file in each run, rather than once when the network is loaded */
    private Tensor matrix(StoredTensor stored, boolean inPlace, long... shape) {
        Tensor values = raw("weight", stored, shape);
        boolean each = inPlace && precision.floats() == DType.FLOAT;
        return (each ? graph.asItLies(values) : values).cast(precision.floats());
    }

    private Tensor load(String name, StoredTensor stored, DType type, long... shape) {
        return raw(name, stored, shape).cast(type);
    }

    private Tensor raw(String name, StoredTensor stored, long... shape) {
        used.add(prefix + name);
        DType dtype = stored.type().dtype().orElseThrow(() -> stored.unfit("of a float type"));
        return graph.weight(prefix + name, dtype, shape, stored.region());
    }

    private StoredTensor stored(String name) {
        return tensors.get(prefix + name);
    }

    private Tensor named(Supplier<Tensor> layer) {
        return scoped(layer);
    }

    private <T> T scoped(Supplier<T> layer) {
        return graph.scoped(prefix.substring(0, Math.max(0, prefix.length() - 1)), layer);
    }
}
