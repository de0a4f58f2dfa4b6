package restyle.models.weights.patch;

import java.util.List;
import java.util.stream.Stream;
import restyle.models.graph.Tensor;
import restyle.models.weights.StoredTensor;

/**
 * Changes a weight's direction by a delta and gives it a learned length (DoRA, arXiv 2402.09353).
 *
 * @param target name of the tensor that it changes
 * @param delta what changes the direction
 * @param scale of the delta
 * @param magnitude the learned length of each row or column
 * @param strength how far to go, 1 all the way
 */
public record Decomposition(String target, Delta delta, float scale, StoredTensor magnitude, float strength, Norm norm)
        implements Patch {
    /** The smallest float32 step at 1: keeps a length of 0 from dividing. */
    private static final float EPS = 0x1p-23f;

    /** What the learned length is divided by; programs that train such files do not agree. */
    public enum Norm {
        /** The row's length before the change (LyCORIS as ComfyUI reads it). The weight goes to the result by {@code strength}. */
        ROW_BEFORE,
        /** The input column's length after the change (older LyCORIS). The weight goes to the result by {@code strength}. */
        COLUMN_AFTER,
        /** The row's length after the change (PEFT). The delta alone is multiplied by {@code strength}. */
        ROW_AFTER
    }

    @Override
    public Tensor apply(Tensor weight) {
        Tensor changed = delta.addTo(weight, norm == Norm.ROW_AFTER ? scale * strength : scale);
        Tensor full = norm == Norm.COLUMN_AFTER ? byColumn(changed) : byRow(changed, weight);
        boolean whole = strength == 1 || norm == Norm.ROW_AFTER;
        return whole ? full : weight.add(full.sub(weight).mul(strength));
    }

    private Tensor byRow(Tensor changed, Tensor before) {
        Tensor length = norm == Norm.ROW_BEFORE ? length(before, 1).add(EPS) : length(changed, 1);
        return changed.mul(magnitude.in(changed.graph(), magnitude.count(), 1).div(length));
    }

    private Tensor byColumn(Tensor changed) {
        Tensor cube = changed.reshape(changed.dim(0), magnitude.count(), -1);
        Tensor length = length(length(cube, 2), 0).add(EPS);
        return cube.mul(magnitude.in(changed.graph(), 1, magnitude.count(), 1).div(length))
                .reshape(changed.shape());
    }

    /** Returns the Euclidean length along one axis, which stays with size 1. */
    private static Tensor length(Tensor values, int axis) {
        return values.mul(values).mean(axis).mul(values.dim(axis)).sqrt();
    }

    @Override
    public List<StoredTensor> sources() {
        return Stream.concat(delta.sources().stream(), Stream.of(magnitude)).toList();
    }

    @Override
    public String formula() {
        return "decompose %s: %s * %s at %s".formatted(norm, scale, delta.formula(), strength);
    }
}
