package restyle.models.weights.patch;

import java.util.List;
import java.util.stream.Stream;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * The Kronecker product of two matrices: every element of the first, times the whole second (LoKr of LyCORIS, arXiv 2309.14859).
 *
 * @param first [a, b]
 * @param second [c, d * kernel]; the result is [a * c, b * d * kernel]
 */
public record Kronecker(Delta first, Delta second) implements Delta {

    @Override
    public Tensor in(Graph graph) {
        Tensor x = first.in(graph);
        Tensor y = second.in(graph);
        return x.reshape(x.dim(0), 1, x.dim(1), 1)
                .mul(y.reshape(1, y.dim(0), 1, y.dim(1)))
                .reshape(x.dim(0) * y.dim(0), x.dim(1) * y.dim(1));
    }

    @Override
    public List<StoredTensor> sources() {
        return Stream.concat(first.sources().stream(), second.sources().stream())
                .toList();
    }

    @Override
    public String formula() {
        return "kronecker(" + first.formula() + ", " + second.formula() + ")";
    }
}
