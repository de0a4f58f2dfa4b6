package restyle.models.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;

/** Writes tensors of a test to a safetensors file. */
public final class TensorFiles {

    private TensorFiles() {}

    public static Path write(Path file, Map<String, ? extends HostTensor> tensors) {
        Map<String, HostTensor> sorted = new TreeMap<>(tensors);
        List<Slot> slots = sorted.entrySet().stream()
                .map(entry -> new Slot(
                        entry.getKey(), type(entry.getValue()), entry.getValue().shape()))
                .toList();
        try (SafetensorsWriter out = SafetensorsWriter.create(file, slots)) {
            sorted.forEach((name, tensor) -> {
                if (tensor instanceof FloatTensor floats) {
                    out.write(name, floats.data());
                } else if (tensor instanceof LongTensor longs) {
                    out.write(name, longs.values());
                }
            });
            out.commit();
        }
        return file;
    }

    private static StoredType type(HostTensor tensor) {
        return tensor instanceof FloatTensor ? StoredType.F32 : StoredType.I64;
    }
}
