package restyle.models.lora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import restyle.models.graph.ModelException;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorValues;
import restyle.models.weights.patch.Addition;
import restyle.models.weights.patch.Decomposition;
import restyle.models.weights.patch.Decomposition.Norm;
import restyle.models.weights.patch.Matrix;
import restyle.models.weights.patch.Patch;

/** What a LoRA file holds for one layer, turned into changes of its weight and bias. Each tensor must be of use. */
final class Layer {
    private final Path path;
    private final LayerKey key;
    private final PeftConfig config;
    private final Map<Role, StoredTensor> rest;

    /** @param tensors by what they are to the layer */
    Layer(Path path, LayerKey key, PeftConfig config, Map<Role, StoredTensor> tensors) {
        this.path = path;
        this.key = key;
        this.config = config;
        this.rest = new EnumMap<>(tensors);
    }

    /**
     * Makes the changes.
     *
     * @param module name of the layer in the network
     * @param network whose layer it is
     * @throws ModelException if tensors are missing or left over
     */
    List<Patch> patches(String module, StateDict network, float strength) {
        String weight = module + ".weight";
        List<Patch> patches = new ArrayList<>();
        take(Role.DIFF).ifPresent(diff -> patches.add(new Addition(weight, new Matrix(diff), strength)));
        take(Role.DIFF_BIAS).ifPresent(diff -> patches.add(new Addition(module + ".bias", new Matrix(diff), strength)));
        OptionalDouble alpha = alpha();
        Factors.of(this).ifPresent(factors -> {
            float scale = (float) scale(alpha, factors);
            take(Role.DORA_SCALE)
                    .map(length ->
                            decomposed(weight, factors, scale, length, strength, norm(network.get(weight), length)))
                    .or(() -> take(Role.MAGNITUDE)
                            .map(length -> decomposed(weight, factors, scale, length, strength, Norm.ROW_AFTER)))
                    .ifPresentOrElse(
                            patches::add, () -> patches.add(new Addition(weight, factors.delta(), scale * strength)));
        });
        if (!rest.isEmpty() || patches.isEmpty()) {
            throw new ModelException(
                    "%s: what it holds for the layer %s is not complete, or of a kind that is not known: %s"
                            .formatted(path, key.name(), rest.values()));
        }
        return patches;
    }

    private static Decomposition decomposed(
            String weight, Factors factors, float scale, StoredTensor length, float strength, Norm norm) {
        return new Decomposition(weight, factors.delta(), scale, length, strength, norm);
    }

    private static Norm norm(StoredTensor weight, StoredTensor length) {
        return length.shape().length == 0 || length.dim(0) == weight.dim(0) ? Norm.ROW_BEFORE : Norm.COLUMN_AFTER;
    }

    /** What the product of thin matrices is multiplied by: alpha / rank, 1 where nothing says otherwise. */
    private double scale(OptionalDouble alpha, Factors factors) {
        if (factors.rank().isEmpty()) {
            return 1;
        }
        long rank = factors.rank().getAsLong();
        // An alpha of 0 has always meant that nobody chose one.
        return alpha.isPresent() && alpha.getAsDouble() != 0
                ? alpha.getAsDouble() / rank
                : config.scale(key, rank).orElse(1);
    }

    private OptionalDouble alpha() {
        Optional<StoredTensor> stored = take(Role.ALPHA);
        if (stored.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (stored.get().count() != 1) {
            throw stored.get().unfit("one number");
        }
        float alpha = TensorValues.floats(stored.get())[0];
        if (!Float.isFinite(alpha)) {
            throw stored.get().unfit("a finite number");
        }
        return OptionalDouble.of(alpha);
    }

    boolean has(Role role) {
        return rest.containsKey(role);
    }

    /** Takes a tensor out of what is left. */
    Optional<StoredTensor> take(Role role) {
        Optional<StoredTensor> tensor = Optional.ofNullable(rest.remove(role));
        tensor.filter(stored -> stored.count() == 0).ifPresent(stored -> {
            throw stored.unfit("of at least one element");
        });
        return tensor;
    }

    /** @throws ModelException if the file has no such tensor */
    StoredTensor need(Role role) {
        return take(role)
                .orElseThrow(() -> new ModelException(
                        "%s: the layer %s has no %s; is the file complete?".formatted(path, key.name(), role.title())));
    }
}
