package restyle.models.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;
import restyle.models.weights.patch.Patches;

/**
 * Makes the changes to a network's weights once, before the network is loaded. The changed values go to a file that the runtime maps like
 * any other weights, so they are never in memory twice; everything that reads a network's tensors sees them like any others.
 */
final class FoldedWeights {
    /** Elements that are computed at once: enough for a session to be worth its making. */
    private static final long BATCH = 1 << 23;

    private final StateDict tensors;
    private final Patches patches;
    private final Compute compute;

    private FoldedWeights(StateDict tensors, Patches patches, Compute compute) {
        this.tensors = tensors;
        this.patches = patches;
        this.compute = new Compute(Device.CPU, compute.threads());
    }

    /**
     * Changes the tensors of a network.
     *
     * @throws ModelException if a change does not fit, or the changed values cannot be written
     */
    static Folding of(StateDict tensors, Patches patches, Compute compute) {
        if (patches.isEmpty()) {
            return new Folding(tensors, 0, 0, false);
        }
        long began = System.nanoTime();
        FoldedWeights folded = new FoldedWeights(tensors, patches, compute);
        NavigableMap<String, StoredTensor> affected = folded.affected(compute);
        WeightsFile file = WeightsFile.of(compute.weightsFolder(), affected, patches);
        Optional<StateDict> kept = file.read();
        StateDict changed =
                kept.orElseGet(() -> file.write(slots(affected), writer -> folded.compute(affected, writer)));
        return new Folding(
                tensors.with(changed), patches.byTarget().size(), (System.nanoTime() - began) / 1e9, kept.isPresent());
    }

    /** Those that are changed, and those on another drive than the changed ones will be on: the runtime takes files of one drive. */
    private NavigableMap<String, StoredTensor> affected(Compute given) {
        NavigableMap<String, StoredTensor> affected = new TreeMap<>();
        patches.byTarget().keySet().forEach(name -> affected.put(name, tensors.get(name)));
        given.weightsFolder()
                .map(folder -> folder.toAbsolutePath().getRoot())
                .ifPresent(drive -> tensors.tensors().forEach((name, tensor) -> {
                    if (!drive.equals(tensor.region().file().toAbsolutePath().getRoot())
                            && tensor.type().dtype().isPresent()) {
                        affected.put(name, tensor);
                    }
                }));
        return affected;
    }

    private static List<Slot> slots(NavigableMap<String, StoredTensor> affected) {
        List<Slot> slots = new ArrayList<>();
        affected.forEach((name, tensor) -> slots.add(new Slot(name, StoredType.F32, tensor.shape())));
        return slots;
    }

    private void compute(NavigableMap<String, StoredTensor> affected, SafetensorsWriter writer) {
        List<List<String>> batches = batches(affected);
        long most = batches.stream()
                .mapToLong(batch -> count(affected, batch))
                .max()
                .orElse(0);
        FloatTensor values = FloatTensor.zeros(most);
        for (List<String> batch : batches) {
            compute(affected, batch, values);
            int from = 0;
            for (String name : batch) {
                int to = from + Math.toIntExact(affected.get(name).count());
                writer.write(name, values.rows(from, to).data());
                from = to;
            }
        }
    }

    private static List<List<String>> batches(NavigableMap<String, StoredTensor> affected) {
        List<List<String>> batches = new ArrayList<>();
        long room = 0;
        for (Map.Entry<String, StoredTensor> entry : affected.entrySet()) {
            room -= entry.getValue().count();
            if (room < 0) {
                batches.add(new ArrayList<>());
                room = BATCH - entry.getValue().count();
            }
            batches.get(batches.size() - 1).add(entry.getKey());
        }
        return batches;
    }

    private static long count(Map<String, StoredTensor> tensors, List<String> names) {
        return names.stream().mapToLong(name -> tensors.get(name).count()).sum();
    }

    /** @param values where the changed tensors go, one after the other */
    private void compute(Map<String, StoredTensor> affected, List<String> batch, FloatTensor values) {
        Graph graph = new Graph();
        Map<String, FloatTensor> results = new LinkedHashMap<>();
        int from = 0;
        for (String name : batch) {
            Tensor changed = changed(graph, name, affected.get(name));
            graph.output(name, changed);
            int to = from + Math.toIntExact(affected.get(name).count());
            results.put(name, values.rows(from, to).reshape(changed.shape()));
            from = to;
        }
        try (Session session = Session.open(graph.toModel(), compute)) {
            session.run(Map.of(), results);
        }
    }

    private Tensor changed(Graph graph, String name, StoredTensor stored) {
        try {
            return patches.apply(name, stored.rows(graph));
        } catch (IllegalArgumentException e) {
            throw new ModelException("%s cannot be changed: %s".formatted(stored, e.getMessage()), e);
        }
    }
}
