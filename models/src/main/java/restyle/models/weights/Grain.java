package restyle.models.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import restyle.models.graph.Int8Convs;
import restyle.models.graph.Int8Ops;
import restyle.models.graph.Tensor;

/** How finely the scales of a layer on 8-bit integers are cut, and so how its weights lie in a file. */
public enum Grain {
    /** A scale for all that goes in, and one for each output channel of a fully connected layer: [in, out]. */
    TENSOR,
    /** A scale for each run of channels, of each row that goes in and of each output channel: [out, runs, channels of a run]. */
    RUNS,
    /** As {@link #TENSOR}, for convolutions: [kernel * kernel * in, out], rows of the kernel first, then its columns, then channels. */
    COLUMNS,
    /** As {@link #TENSOR}, for layers whose outputs are wanted in two halves, which lie one after the other: [2, in, out / 2]. */
    HALVES,
    /**
     * As {@link #COLUMNS}, for convolutions with a kernel of 3 x 3 of pictures that are doubled before: kernels of 2 x 2 for the upper left of
     * the four pixels that one becomes, the upper right, the lower left, the lower right: [4, 2 * 2 * in, out].
     */
    DOUBLED;

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

    /** Applies one half of a layer in {@link #HALVES}, 0 or 1. */
    static Tensor half(Weights layer, Tensor x, int half, Tensor bias) {
        Tensor weight = layer.asStored(HALVES.integers(WEIGHT), half, half + 1);
        long out = weight.dim(2);
        Tensor scales = layer.asStored(HALVES.scales(WEIGHT), half * out, (half + 1) * out);
        return Int8Ops.linear(x, weight.reshape(weight.dim(1), out), scales, bias);
    }

    /** Applies a convolution in {@link #DOUBLED}. */
    static Tensor convDoubled(Weights layer, Tensor x, Tensor bias) {
        List<Tensor> weights = new ArrayList<>();
        List<Tensor> scales = new ArrayList<>();
        for (int corner = 0; corner < DOUBLED.parts(); corner++) {
            Tensor weight = layer.asStored(DOUBLED.integers(WEIGHT), corner, corner + 1);
            long out = weight.dim(2);
            weights.add(weight.reshape(weight.dim(1), out));
            scales.add(layer.asStored(DOUBLED.scales(WEIGHT), corner * out, (corner + 1) * out));
        }
        return Int8Convs.convDoubled(x, weights, scales, bias);
    }

    Tensor conv(Weights layer, Tensor x, Tensor bias, int stride, int padding) {
        return Int8Convs.conv(
                x, layer.asStored(integers(WEIGHT)), layer.asStored(scales(WEIGHT)), bias, stride, padding);
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

    /** Tells whether a weight of this shape can be laid out so. */
    boolean fits(long... weight) {
        return switch (this) {
            case HALVES -> weight[0] % parts() == 0;
            case DOUBLED -> weight.length == 4 && weight[2] == 3 && weight[3] == 3;
            default -> true;
        };
    }

    /** Returns in how many parts the output channels are, which lie one after the other. */
    int parts() {
        return switch (this) {
            case HALVES -> 2;
            case DOUBLED -> 4;
            default -> 1;
        };
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
        return switch (this) {
            case RUNS -> new long[] {weight[0], (columns + run - 1) / run, run};
            case HALVES -> new long[] {parts(), columns, weight[0] / parts()};
            case DOUBLED -> new long[] {parts(), 2 * 2 * weight[1], weight[0]};
            default -> new long[] {columns, weight[0]};
        };
    }

    /** Returns the number of scales. */
    public long scaleCount(long... weight) {
        return switch (this) {
            case RUNS -> weight[0] * shape(weight)[1];
            case DOUBLED -> parts() * weight[0];
            default -> weight[0];
        };
    }
}
