package restyle.models.weights.patch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import restyle.models.graph.Tensor;

/**
 * The changes to a network's tensors.
 *
 * @param byTarget by the name of the tensor, those of each in the order in which they are made
 */
public record Patches(NavigableMap<String, List<Patch>> byTarget) {
    /** Changes nothing. */
    public static final Patches NONE = of(List.of());

    public Patches {
        byTarget = Collections.unmodifiableNavigableMap(byTarget);
    }

    /** Sorts changes by the tensors that they are for. */
    public static Patches of(Collection<? extends Patch> patches) {
        NavigableMap<String, List<Patch>> map = new TreeMap<>();
        patches.forEach(patch ->
                map.computeIfAbsent(patch.target(), target -> new ArrayList<>()).add(patch));
        return new Patches(map);
    }

    /** Appends changes that are made after these. */
    public Patches and(Patches later) {
        List<Patch> all = new ArrayList<>();
        byTarget.values().forEach(all::addAll);
        later.byTarget.values().forEach(all::addAll);
        return of(all);
    }

    public boolean isEmpty() {
        return byTarget.isEmpty();
    }

    /** Adds the nodes that compute the changed values of one tensor, float32. */
    public Tensor apply(String target, Tensor weight) {
        Tensor changed = weight;
        for (Patch patch : byTarget.getOrDefault(target, List.of())) {
            changed = patch.apply(changed);
        }
        return changed;
    }
}
