package restyle.models.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * An ONNX graph under construction. Every value has a concrete shape, so that mistakes surface while building, as Java
 * exceptions that name both shapes; ONNX Runtime never sees a graph that does not fit together.
 *
 * <p>Used by one thread. {@link #input} starts, the methods of {@link Tensor} compute, {@link #output} ends, {@link #toModel}
 * gives the result. Three namespaces never meet: names of inputs and outputs are the caller's and must not begin with a slash,
 * names of weights begin with {@code /weights/}, everything else is called after the scope it was made in.
 */
public final class Graph {
    static final String CONTRIBUTED = "com.microsoft";

    private static final int IR_VERSION = 9;
    private static final int OPSET = 19;

    private final Proto nodes = new Proto();
    private final Proto initializers = new Proto();
    private final Proto inputs = new Proto();
    private final Proto outputs = new Proto();
    private final Set<String> boundary = new HashSet<>();
    private final Map<ByteBuffer, Tensor> floats = new HashMap<>();
    private final Map<ByteBuffer, Tensor> longs = new HashMap<>();
    private final Map<Weight, Tensor> weights = new LinkedHashMap<>();
    private final Map<Tensor, Quantised> quantised = new IdentityHashMap<>();
    private final LateShapes shapes = new LateShapes(this);
    private final Kernels kernels;
    private Tensor firstInput;
    private String scope = "";
    private int counter;
    private long operations;

    private record Weight(FileRegion region, DType dtype, String shape) {}

    /** Begins a graph for any of ONNX Runtime's own devices. */
    public Graph() {
        this(Kernels.OWN);
    }

    /** Begins a graph for a device with these kernels. */
    public Graph(Kernels kernels) {
        this.kernels = kernels;
    }

    Kernels kernels() {
        return kernels;
    }

    /** Returns a float32 value that the caller gives to each run. */
    public Tensor input(String name, long... shape) {
        return input(name, DType.FLOAT, shape);
    }

    /** Returns a value that the caller gives to each run. */
    public Tensor input(String name, DType dtype, long... shape) {
        claim(name);
        inputs.put(11, valueInfo(name, dtype, shape));
        Tensor input = new Tensor(this, name, true, dtype, shape);
        firstInput = firstInput == null ? input : firstInput;
        return input;
    }

    /** Makes {@code value} a result of each run. */
    public void output(String name, Tensor value) {
        claim(name);
        outputs.put(12, valueInfo(name, value.dtype(), value.shape()));
        nodes.put(1, new Proto().put(1, value.name()).put(2, name).put(3, name).put(4, "Identity"));
    }

    /** Returns a vector known now. */
    public Tensor constant(float... values) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return floats.computeIfAbsent(raw, key -> constant(DType.FLOAT, key, values.length));
    }

    /** Returns a vector of integers known now. */
    public Tensor constant(long... values) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return longs.computeIfAbsent(raw, key -> constant(DType.INT64, key, values.length));
    }

    /**
     * Returns a shape to bring {@code x} into, which the runtime does not know before the graph runs, {@link LateShapes}. What follows from
     * weights alone has a shape known now, so that it is computed once, when the graph is loaded.
     */
    Tensor shapeFor(Tensor x, long... sizes) {
        return kernels.learnLate() && x.isGiven() ? shapes.of(firstInput, sizes) : constant(sizes);
    }

    /** Returns the same for operators that want to know how many axes there will be. */
    Tensor sizesFor(Tensor x, long... sizes) {
        return kernels.learnLate() && x.isGiven() ? shapes.ofKnownRank(firstInput, sizes) : constant(sizes);
    }

    /**
     * Returns a weight of which the runtime does not know before the graph runs that it is one. Then it reads the file that it has mapped, where
     * it else would keep copies: one in another type, and one in the order of its kernels. What is computed from the weight is computed in
     * each run.
     */
    public Tensor asItLies(Tensor weight) {
        if (!kernels.learnLate() || firstInput == null) {
            return weight;
        }
        return weight.node("Reshape", shapes.of(firstInput, weight.shape())).yields(weight.shape());
    }

    /** Returns a tensor as integers; layers that are given the same one share what that costs. */
    Quantised quantised(Tensor x) {
        return quantised.computeIfAbsent(x, Quantised::of);
    }

    private Tensor constant(DType dtype, ByteBuffer raw, int count) {
        String name = "/constants/" + counter++;
        initializers.put(5, tensor(name, dtype, count).put(9, raw.array()));
        return new Tensor(this, name, false, dtype, count);
    }

    /**
     * Returns a weight that stays where it is: the runtime maps the file itself, nothing passes through the Java heap.
     *
     * @param name for messages and tools; need not be unique
     * @param shape any shape with as many elements as the region holds
     */
    public Tensor weight(String name, DType dtype, long[] shape, FileRegion region) {
        long bytes = Shape.count(shape) * dtype.bytes();
        if (bytes != region.length()) {
            throw new IllegalArgumentException("%s%s of %s needs %d bytes, its region in %s has %d"
                    .formatted(name, Arrays.toString(shape), dtype, bytes, region.file(), region.length()));
        }
        return weights.computeIfAbsent(
                new Weight(region, dtype, Arrays.toString(shape)),
                key -> new Tensor(this, "/weights/" + name + "." + counter++, false, dtype, shape));
    }

    /** Runs {@code body} so that the nodes it adds are named after {@code name}: errors and profiles then say where. */
    public <T> T scoped(String name, Supplier<T> body) {
        String outer = scope;
        scope = name.isEmpty() ? "" : "/" + name;
        try {
            return body.get();
        } finally {
            scope = outer;
        }
    }

    /** Returns the graph so far as a model; the graph may grow on afterwards. */
    public OnnxModel toModel() {
        WeightFiles files = new WeightFiles(weights.keySet().stream()
                .map(weight -> weight.region().file())
                .distinct()
                .toList());
        Proto external = new Proto();
        weights.forEach((weight, tensor) ->
                external.put(5, files.locate(tensor(tensor.name(), tensor.dtype(), tensor.shape()), weight.region())));
        Proto graph = new Proto()
                .putAll(nodes)
                .put(2, "restyle")
                .putAll(initializers)
                .putAll(external)
                .putAll(inputs)
                .putAll(outputs);
        Proto model = new Proto().put(1, (long) IR_VERSION).put(7, graph);
        model.put(8, new Proto().put(1, "").put(2, (long) OPSET));
        model.put(8, new Proto().put(1, CONTRIBUTED).put(2, 1L));
        return new OnnxModel(model.bytes(), files.folder(), operations);
    }

    /** @param arithmetic operations of the node */
    void add(Proto node, long arithmetic) {
        nodes.put(1, node);
        operations += arithmetic;
    }

    /** Returns a fresh name for the output of a node of this type. */
    String name(String type) {
        return scope + "/" + type + "." + counter++;
    }

    private void claim(String name) {
        if (name.isEmpty() || name.startsWith("/") || !boundary.add(name)) {
            throw new IllegalArgumentException(
                    "an input or output cannot be called \"" + name + "\": empty, taken, or beginning with a slash");
        }
    }

    private static Proto tensor(String name, DType dtype, long... shape) {
        Proto tensor = new Proto();
        Arrays.stream(shape).forEach(size -> tensor.put(1, size));
        return tensor.put(2, (long) dtype.code).put(8, name);
    }

    private static Proto valueInfo(String name, DType dtype, long[] shape) {
        Proto sizes = new Proto();
        Arrays.stream(shape).forEach(size -> sizes.put(1, new Proto().put(1, size)));
        Proto type = new Proto().put(1, (long) dtype.code).put(2, sizes);
        return new Proto().put(1, name).put(2, new Proto().put(1, type));
    }
}
