package restyle.models.engine;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.Grain;
import restyle.models.weights.Int8Rules;
import restyle.models.weights.Int8Values;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;
import restyle.models.weights.patch.Patches;

/**
 * Makes the changes to a network's weights once, before the network is loaded: LoRAs are added, and for int8 large weights become integers.
 * The changed values go to a file that the runtime maps like any other weights, so they are never in memory twice; everything that reads a
 * network's tensors sees them like any others.
 */
final class FoldedWeights {
    /** Elements that are computed at once: enough for a session to be worth its making. */
    private static final long BATCH = 1 << 23;

    private final StateDict tensors;
    private final Patches patches;
    private final NavigableMap<String, Grain> grains;
    private final Compute compute;
    private final int range;

    private FoldedWeights(StateDict tensors, Patches patches, NavigableMap<String, Grain> grains, Compute compute) {
        this.tensors = tensors;
        this.patches = patches;
        this.grains = grains;
        this.compute = new Compute(Device.CPU, compute.threads());
        this.range = grains.isEmpty() ? 0 : Int8Range.largest();
    }

    /** Changes the tensors of a network that nothing but the precision changes. */
    static Folding of(StateDict tensors, Compute compute) {
        return of(tensors, Patches.NONE, compute);
    }

    /**
     * Changes the tensors of a network. Where the folder that keeps them cannot be written, they go to a temporary file.
     *
     * @throws ModelException if a change does not fit, or the changed values cannot be written anywhere
     */
    static Folding of(StateDict tensors, Patches patches, Compute compute) {
        NavigableMap<String, Grain> grains =
                compute.precision() == Precision.INT8 ? Int8Rules.DEFAULT.of(tensors) : new TreeMap<>();
        if (patches.isEmpty() && grains.isEmpty()) {
            return Folding.none(tensors);
        }
        FoldedWeights folded = new FoldedWeights(tensors, patches, grains, compute);
        try {
            return folded.in(compute.weightsFolder(), Optional.empty());
        } catch (IOException e) {
            return folded.withoutKeeping(compute, e);
        }
    }

    private Folding withoutKeeping(Compute given, IOException problem) {
        try {
            if (given.weightsFolder().isPresent()) {
                return in(
                        Optional.empty(),
                        Optional.of("changed weights cannot be kept for the next run: " + problem.getMessage()));
            }
        } catch (IOException e) {
            throw new ModelException(e.getMessage(), e);
        }
        throw new ModelException(problem.getMessage(), problem);
    }

    private Folding in(Optional<Path> folder, Optional<String> notice) throws IOException {
        long began = System.nanoTime();
        NavigableMap<String, StoredTensor> affected = affected(folder.orElseGet(WeightsFile::temporaryFolder));
        WeightsFile file = WeightsFile.of(folder, WeightsKey.of(affected, patches, grains, range));
        Optional<StateDict> kept = file.read();
        StateDict changed =
                kept.isPresent() ? kept.get() : file.write(slots(affected), writer -> compute(affected, writer));
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Folding(
                tensors.with(changed), patches.byTarget().size(), grains.size(), seconds, kept.isPresent(), notice);
    }

    /** Those that are changed, and those on another drive than the changed ones will be on: the runtime takes files of one drive. */
    private NavigableMap<String, StoredTensor> affected(Path folder) {
        NavigableMap<String, StoredTensor> affected = new TreeMap<>();
        patches.byTarget().keySet().forEach(name -> affected.put(name, tensors.get(name)));
        grains.keySet().forEach(name -> affected.put(name, tensors.get(name)));
        Path drive = folder.toAbsolutePath().getRoot();
        tensors.tensors().forEach((name, tensor) -> {
            if (!drive.equals(tensor.region().file().toAbsolutePath().getRoot())
                    && tensor.type().dtype().isPresent()) {
                affected.put(name, tensor);
            }
        });
        return affected;
    }

    private List<Slot> slots(NavigableMap<String, StoredTensor> affected) {
        List<Slot> slots = new ArrayList<>();
        affected.forEach((name, tensor) -> {
            Grain grain = grains.get(name);
            if (grain == null) {
                slots.add(new Slot(name, StoredType.F32, tensor.shape()));
            } else {
                slots.add(new Slot(grain.integers(name), grain.type(), grain.shape(tensor.shape())));
                slots.add(new Slot(grain.scales(name), StoredType.F32, grain.scaleCount(tensor.shape())));
            }
        });
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
                write(name, values.rows(from, to).data(), affected.get(name).shape(), writer);
                from = to;
            }
        }
    }

    private void write(String name, FloatBuffer values, long[] shape, SafetensorsWriter writer) {
        Grain grain = grains.get(name);
        if (grain == null) {
            writer.write(name, values);
        } else {
            Int8Values rounded = Int8Values.of(values, shape, grain, range);
            writer.write(grain.integers(name), rounded.integers());
            writer.write(grain.scales(name), rounded.scales());
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
        // What follows from weights alone would be computed while the graph is loaded, by one thread, and copied.
        FloatTensor any = FloatTensor.zeros(1);
        graph.input("any", any.shape());
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
            session.run(Map.of("any", any), results);
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
