package restyle.models.weights.patch;

import java.util.List;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * A stored tensor as it is: its first axis makes the rows.
 *
 * @param values of any shape
 */
public record Matrix(StoredTensor values) implements Delta {

    @Override
    public Tensor in(Graph graph) {
        return values.rows(graph);
    }

    @Override
    public List<StoredTensor> sources() {
        return List.of(values);
    }

    @Override
    public String formula() {
        return "matrix";
    }
}
