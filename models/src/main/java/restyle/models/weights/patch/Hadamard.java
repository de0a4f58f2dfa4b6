package restyle.models.weights.patch;

import java.util.List;
import java.util.stream.Stream;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * The element-wise product of two matrices of one shape (LoHa, arXiv 2108.06098).
 *
 * @param first one factor
 * @param second the other
 */
public record Hadamard(Delta first, Delta second) implements Delta {

    @Override
    public Tensor in(Graph graph) {
        return first.in(graph).mul(second.in(graph));
    }

    @Override
    public List<StoredTensor> sources() {
        return Stream.concat(first.sources().stream(), second.sources().stream())
                .toList();
    }

    @Override
    public String formula() {
        return "hadamard(" + first.formula() + ", " + second.formula() + ")";
    }
}
