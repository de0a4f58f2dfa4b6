package restyle.models.lora;

import java.util.Optional;
import java.util.OptionalLong;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.patch.Delta;
import restyle.models.weights.patch.Hadamard;
import restyle.models.weights.patch.Kronecker;
import restyle.models.weights.patch.LowRank;
import restyle.models.weights.patch.Matrix;
import restyle.models.weights.patch.Tucker;

/**
 * A change made of small factors: LoRA, LoCon, LoHa, LoKr. Formulas of kohya-ss/sd-scripts and of LyCORIS.
 *
 * @param delta the change
 * @param rank by which its alpha is divided; empty where alpha does not count
 */
record Factors(Delta delta, OptionalLong rank) {

    /** Takes a layer's factors, or nothing if it has none. */
    static Optional<Factors> of(Layer layer) {
        if (layer.has(Role.HADA_W1_A) || layer.has(Role.HADA_W1_B)) {
            return Optional.of(hadamard(layer));
        }
        if (layer.has(Role.LOKR_W1) || layer.has(Role.LOKR_W1_A)) {
            return Optional.of(kronecker(layer));
        }
        return layer.has(Role.UP) || layer.has(Role.DOWN) ? Optional.of(lowRank(layer)) : Optional.empty();
    }

    private static Factors lowRank(Layer layer) {
        StoredTensor up = layer.need(Role.UP);
        StoredTensor down = layer.need(Role.DOWN);
        Delta delta = layer.take(Role.CORE)
                .<Delta>map(core -> new Tucker(core, up, false, down))
                .orElseGet(() -> new LowRank(up, down));
        return new Factors(delta, rank(down));
    }

    private static Factors hadamard(Layer layer) {
        StoredTensor first = layer.need(Role.HADA_W1_B);
        Delta left = product(layer.need(Role.HADA_W1_A), first, layer.take(Role.HADA_T1));
        Delta right = product(layer.need(Role.HADA_W2_A), layer.need(Role.HADA_W2_B), layer.take(Role.HADA_T2));
        return new Factors(new Hadamard(left, right), rank(first));
    }

    /** Alpha counts where a factor is itself a product, divided by the rank of the last such one. */
    private static Factors kronecker(Layer layer) {
        OptionalLong rank = OptionalLong.empty();
        Delta first;
        if (layer.has(Role.LOKR_W1)) {
            first = new Matrix(layer.need(Role.LOKR_W1));
        } else {
            StoredTensor thin = layer.need(Role.LOKR_W1_B);
            rank = rank(thin);
            first = new LowRank(layer.need(Role.LOKR_W1_A), thin);
        }
        if (layer.has(Role.LOKR_W2)) {
            return new Factors(new Kronecker(first, new Matrix(layer.need(Role.LOKR_W2))), rank);
        }
        StoredTensor thin = layer.need(Role.LOKR_W2_B);
        Delta second = product(layer.need(Role.LOKR_W2_A), thin, layer.take(Role.LOKR_T2));
        return new Factors(new Kronecker(first, second), rank(thin));
    }

    /** LyCORIS stores the first factor of a Tucker product the other way round. */
    private static Delta product(StoredTensor a, StoredTensor b, Optional<StoredTensor> core) {
        return core.<Delta>map(small -> new Tucker(small, a, true, b)).orElseGet(() -> new LowRank(a, b));
    }

    private static OptionalLong rank(StoredTensor thin) {
        return OptionalLong.of(thin.shape().length == 0 ? 1 : thin.dim(0));
    }
}
