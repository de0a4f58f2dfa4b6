package restyle.models.weights.patch;

import java.util.Arrays;
import java.util.List;
import restyle.models.graph.Graph;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/** A matrix as large as a weight, computed from stored tensors: a row for each output channel, in the weight's own order. */
public interface Delta {
    /**
     * Adds the nodes that compute it: float32 [out, in * kernel].
     *
     * @throws IllegalArgumentException if the tensors do not fit together
     */
    Tensor in(Graph graph);

    /**
     * Adds the nodes that compute a weight plus a multiple of this.
     *
     * @param weight float32 [out, in * kernel]
     * @throws IllegalArgumentException if this does not fit the weight
     */
    default Tensor addTo(Tensor weight, float factor) {
        Tensor change = in(weight.graph());
        if (!Arrays.equals(change.shape(), weight.shape())) {
            throw new IllegalArgumentException("a change of %s for a weight of %s"
                    .formatted(Arrays.toString(change.shape()), Arrays.toString(weight.shape())));
        }
        return weight.add(factor == 1 ? change : change.mul(factor));
    }

    /** Lists the tensors that it reads. */
    List<StoredTensor> sources();

    /** Describes the computation. */
    String formula();
}
