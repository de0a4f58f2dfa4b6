package restyle.models.weights.patch;

import java.util.List;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/** A change to one tensor of a network, made once while the network is loaded: it costs nothing per step. Immutable. */
public interface Patch {
    /** Names the tensor that it changes, as the network knows it. */
    String target();

    /**
     * Adds the nodes that compute the changed values.
     *
     * @param weight float32 [out, in * kernel]: a row for each output channel, in the order of the file; a vector is one column
     * @return the changed values in the same shape
     * @throws IllegalArgumentException if the change does not fit this tensor
     */
    Tensor apply(Tensor weight);

    /** Lists the tensors that it reads; with {@link #formula} they decide the changed values. */
    List<StoredTensor> sources();

    /** Describes the computation, numbers included. */
    String formula();
}
