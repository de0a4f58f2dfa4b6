package restyle.models.engine;

import java.util.function.Consumer;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Session;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;

/** The way from weights to a session. */
public final class LoadedNetwork {

    private LoadedNetwork() {}

    /**
     * Builds a network's graph in the precision that is asked for, and loads it.
     *
     * @param build declares inputs, computes, declares outputs
     * @throws ModelException if a tensor is missing, or tensors do not fit together
     */
    public static Session open(StateDict tensors, Compute compute, Consumer<Weights> build) {
        Graph graph = compute.graph();
        Weights weights = Weights.of(graph, tensors, compute.precision());
        try {
            build.accept(weights);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelException(
                    tensors.origin() + " holds tensors that do not fit together: " + e.getMessage(), e);
        }
        return Session.open(graph.toModel(), compute);
    }
}
