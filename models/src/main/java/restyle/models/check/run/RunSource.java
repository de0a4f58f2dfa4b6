package restyle.models.check.run;

import java.nio.file.Path;
import java.util.List;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.Compute;

/**
 * Where a network comes from, and what it runs on.
 *
 * @param weights files or folders, at least one; the first that has the network counts
 * @param options what else it was told
 */
record RunSource(List<Path> weights, RunOptions options, Compute compute) {

    /** Returns the first of the weights, for networks that are one file. */
    Path file() {
        return weights.get(0);
    }

    /** Puts an image model together from all weights. */
    Checkpoint checkpoint() {
        return Checkpoint.ofParts(weights);
    }
}
