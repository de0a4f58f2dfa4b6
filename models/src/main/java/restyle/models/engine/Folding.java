package restyle.models.engine;

import java.util.Optional;
import restyle.models.weights.StateDict;

/**
 * Weights whose changes have been made.
 *
 * @param tensors all tensors of the network: changed ones in a file of their own, the others where they were
 * @param changed how many were changed by LoRAs and the like
 * @param rounded how many were made integers
 * @param seconds that it took
 * @param kept whether an earlier run had made the same changes
 * @param notice why the next run will have to make them again, if it will
 */
public record Folding(
        StateDict tensors, int changed, int rounded, double seconds, boolean kept, Optional<String> notice) {

    static Folding none(StateDict tensors) {
        return new Folding(tensors, 0, 0, 0, false, Optional.empty());
    }
}
