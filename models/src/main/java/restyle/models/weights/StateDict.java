package restyle.models.weights;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import restyle.models.graph.ModelException;

/**
 * The tensors of one network, by the names that the network knows them by.
 *
 * @param origin where they come from, for messages: a file or several
 * @param tensors by name
 */
public record StateDict(String origin, NavigableMap<String, StoredTensor> tensors) {

    public StateDict {
        tensors = Collections.unmodifiableNavigableMap(tensors);
    }

    /** Returns everything in a file, under the file's own names. */
    public static StateDict of(TensorFile file) {
        return new StateDict(file.path().toString(), new TreeMap<>(file.tensors()));
    }

    /** @throws ModelException if there is no such tensor */
    public StoredTensor get(String name) {
        StoredTensor stored = tensors.get(name);
        if (stored == null) {
            throw new ModelException(
                    "%s has no tensor %s; is the file complete, and of the right kind?".formatted(origin, name));
        }
        return stored;
    }

    /**
     * Returns the size of a tensor along one axis.
     *
     * @throws ModelException if there is no such tensor, or it has no such axis
     */
    public long dim(String name, int axis) {
        StoredTensor stored = get(name);
        if (axis >= stored.shape().length) {
            throw stored.unfit("of at least " + (axis + 1) + " axes");
        }
        return stored.dim(axis);
    }

    /** Returns the tensors whose names pass, with unchanged names. */
    public StateDict only(Predicate<String> names) {
        NavigableMap<String, StoredTensor> kept = new TreeMap<>(tensors);
        kept.keySet().removeIf(names.negate());
        return new StateDict(origin, kept);
    }

    /** Returns the tensors whose names begin with {@code prefix}, without it. */
    public StateDict below(String prefix) {
        NavigableMap<String, StoredTensor> kept = new TreeMap<>();
        tensors.tailMap(prefix, true).forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                kept.put(name.substring(prefix.length()), tensor);
            }
        });
        return new StateDict(origin, kept);
    }

    /** Returns the tensors under other names; those that the map does not know are left out. */
    public StateDict renamed(KeyMap map) {
        NavigableMap<String, StoredTensor> result = new TreeMap<>();
        tensors.forEach((name, tensor) -> map.rename(name).ifPresent(other -> result.put(other, tensor)));
        return new StateDict(origin, result);
    }

    /** Returns these tensors and another file's; where both have a name, the other's counts. */
    public StateDict and(StateDict other) {
        NavigableMap<String, StoredTensor> both = new TreeMap<>(tensors);
        both.putAll(other.tensors);
        return new StateDict(origin.equals(other.origin) ? origin : origin + " and " + other.origin, both);
    }

    /** Returns these tensors, but for those that {@code changed} has: the same network still, so the origin stays. */
    public StateDict with(StateDict changed) {
        return new StateDict(origin, and(changed).tensors);
    }
}
