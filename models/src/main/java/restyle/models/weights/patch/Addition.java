package restyle.models.weights.patch;

import java.util.List;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * Adds a multiple of a matrix: weight + factor * delta.
 *
 * @param target name of the tensor that it changes
 * @param factor 1 adds the delta as it is
 */
public record Addition(String target, Delta delta, float factor) implements Patch {

    /** Adds a stored tensor of the same number of elements, such as that of a base model to a difference. */
    public static Addition of(String target, StoredTensor values) {
        return new Addition(target, new Matrix(values), 1);
    }

    @Override
    public Tensor apply(Tensor weight) {
        return delta.addTo(weight, factor);
    }

    @Override
    public List<StoredTensor> sources() {
        return delta.sources();
    }

    @Override
    public String formula() {
        return "add " + factor + " * " + delta.formula();
    }
}
