package restyle.models.weights;

import java.util.Arrays;
import java.util.Optional;
import restyle.models.graph.Int8Ops;
import restyle.models.graph.Tensor;

/** How finely the scales of a layer on 8-bit integers are cut, and so how its weights lie in a file. */
public enum Grain {
    /** A scale for all that goes in, and one for each output channel of a fully connected layer: [in, out]. */
    TENSOR,
    /** A scale for each run of channels, of each row that goes in and of each output channel: [out, runs, channels of a run]. */
    RUNS,
    /** As {@link #TENSOR}, for convolutions: [kernel * kernel * in, out], rows of the kernel first, then its columns, then channels. */
    COLUMNS;

    private static final String WEIGHT = "weight";
    private static final long MAX_RUN = 128;
    private static final long MIN_RUN = 32;

    /** Finds how a weight is there as 8-bit integers, if it is. */
    static Optional<Grain> of(StateDict tensors, String weight) {
        return Arrays.stream(values())
                .filter(grain -> tensors.tensors().containsKey(grain.integers(weight)))
                .findFirst();
    }

    Tensor linear(Weights layer, Tensor x, Tensor bias) {
        Tensor weight = layer.asStored(integers(WEIGHT));
        Tensor scales = layer.asStored(scales(WEIGHT));
        return this == RUNS ? Int8Ops.linearInRuns(x, weight, scales, bias) : Int8Ops.linear(x, weight, scales, bias);
    }

    Tensor conv(Weights layer, Tensor x, Tensor bias, int stride, int padding) {
        return Int8Ops.conv(x, layer.asStored(integers(WEIGHT)), layer.asStored(scales(WEIGHT)), bias, stride, padding);
    }

    /** Names the integers of a weight. */
    public String integers(String weight) {
        return weight + ".int8." + ordinal();
    }

    /** Names the scales of a weight. */
    public String scales(String weight) {
        return integers(weight) + ".scales";
    }

    /** Returns how many channels share a scale. */
    static long run(long in) {
        long run = MAX_RUN;
        while (run > MIN_RUN && run > in) {
            run /= 2;
        }
        return run;
    }

    /** Returns the type of the integers: what the kernels of the grain take. */
    public StoredType type() {
        return this == RUNS ? StoredType.U8 : StoredType.I8;
    }

    /**
     * Returns the shape of the integers.
     *
     * @param weight [out, in], or [out, in, kernel, kernel]
     */
    public long[] shape(long... weight) {
        long columns = Arrays.stream(weight).skip(1).reduce(1, (a, b) -> a * b);
        long run = run(columns);
        return this == RUNS ? new long[] {weight[0], (columns + run - 1) / run, run} : new long[] {columns, weight[0]};
    }

    /** Returns the number of scales. */
    public long scaleCount(long... weight) {
        long[] shape = shape(weight);
        return this == RUNS ? shape[0] * shape[1] : shape[1];
    }
}
