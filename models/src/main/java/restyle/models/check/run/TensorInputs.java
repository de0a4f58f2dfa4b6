package restyle.models.check.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import restyle.models.engine.LoadedT2IAdapter;
import restyle.models.engine.ResidualNames;
import restyle.models.graph.ModelException;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.TensorFile;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;

/** Tensors in a safetensors file that somebody else made, so every one is checked before it is used. */
record TensorInputs(TensorFile file) {

    /** No file: what a network is told otherwise must be enough. */
    static final TensorInputs NONE = new TensorInputs(new TensorFile(Path.of(""), Map.of(), Map.of()));

    static TensorInputs read(Path path) {
        return new TensorInputs(Safetensors.read(path));
    }

    static void write(Path path, Map<String, FloatTensor> tensors) {
        List<Slot> slots = tensors.entrySet().stream()
                .map(entry -> new Slot(
                        entry.getKey(), StoredType.F32, entry.getValue().shape()))
                .toList();
        try (SafetensorsWriter writer = SafetensorsWriter.create(path, slots)) {
            tensors.forEach((name, tensor) -> writer.write(name, tensor.data()));
            writer.commit();
        }
    }

    /** @param shape expected sizes, -1 where any size above 0 goes */
    FloatTensor floats(String name, long... shape) {
        StoredTensor tensor = tensor(name, shape);
        return FloatTensor.of(TensorValues.floats(tensor), tensor.shape());
    }

    LongTensor longs(String name, long... shape) {
        StoredTensor tensor = tensor(name, shape);
        return new LongTensor(TensorValues.longs(tensor), tensor.shape());
    }

    long timestep() {
        return longs("timestep", 1).values()[0];
    }

    /** Returns the residuals of a ControlNet, by name, or none if the file has none. */
    Map<String, FloatTensor> residuals() {
        Map<String, FloatTensor> residuals = new TreeMap<>();
        ResidualNames.of(file.tensors().keySet()).forEach(name -> residuals.put(name, floats(name, -1, -1, -1, -1)));
        return residuals;
    }

    /** Returns the features of a T2I-Adapter, by name, or none if the file has none. */
    Map<String, FloatTensor> features() {
        Map<String, FloatTensor> features = new TreeMap<>();
        file.tensors().keySet().stream()
                .filter(name -> name.matches(LoadedT2IAdapter.FEATURE + "\\d+"))
                .forEach(name -> features.put(name, floats(name, -1, -1, -1, -1)));
        return features;
    }

    private StoredTensor tensor(String name, long... shape) {
        StoredTensor tensor = file.tensors().get(name);
        if (equals(NONE)) {
            throw new ModelException(
                    "the network needs the tensor %s; give a safetensors file with --in".formatted(name));
        }
        if (tensor == null) {
            throw new ModelException("%s has no tensor %s; it has %s"
                    .formatted(file.path(), name, file.tensors().keySet()));
        }
        boolean fits = tensor.shape().length == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] == -1 ? tensor.dim(axis) > 0 : tensor.dim(axis) == shape[axis];
        }
        if (!fits) {
            throw new ModelException("%s: tensor %s should have the shape %s, found %s"
                    .formatted(file.path(), name, expected(shape), tensor));
        }
        return tensor;
    }

    private static String expected(long[] shape) {
        List<String> sizes = new ArrayList<>();
        for (long size : shape) {
            sizes.add(size == -1 ? "any" : Long.toString(size));
        }
        return sizes.toString();
    }
}
