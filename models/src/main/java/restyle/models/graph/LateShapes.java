package restyle.models.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Shapes that the runtime does not know before a graph runs, since they follow from an input, by a zero that is added or begun at. A shape
 * that it knows makes it keep the memory of a value until the last value of just that shape is done: each shape has memory of its own, from
 * the first level of a UNet to the last. Where it knows the number of axes, it looks for such values all the same, among all that there were:
 * half of a full-size UNet's loading time. So it does not know that either.
 */
final class LateShapes {
    private final Graph graph;
    private final Map<String, Tensor> made = new HashMap<>();
    private Tensor zero;

    LateShapes(Graph graph) {
        this.graph = graph;
    }

    /** Returns a shape of which not even the number of axes is known. */
    Tensor of(Tensor firstInput, long... sizes) {
        return made.computeIfAbsent(
                Arrays.toString(sizes),
                key -> graph.constant(sizes)
                        .node("Slice", zero(firstInput), graph.constant((long) sizes.length))
                        .yields(DType.INT64, sizes.length));
    }

    /** Returns a shape of which the number of axes is known, and nothing else. */
    Tensor ofKnownRank(Tensor firstInput, long... sizes) {
        return made.computeIfAbsent(
                "of known rank " + Arrays.toString(sizes),
                key -> graph.constant(sizes).node("Add", zero(firstInput)).yields(DType.INT64, sizes.length));
    }

    /** The index of the largest of one element: a zero that follows from an input, whatever is in it. */
    private Tensor zero(Tensor input) {
        if (zero == null) {
            Tensor element = input.node(
                            "Slice", graph.constant(new long[input.rank()]), graph.constant(ones(input.rank())))
                    .yields(ones(input.rank()));
            Tensor line = element.node("Reshape", graph.constant(1L)).yields(1);
            zero = line.node("ArgMax").set("axis", 0L).yields(DType.INT64, 1);
        }
        return zero;
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
