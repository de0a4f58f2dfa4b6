package restyle.preprocessors.hed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;

/** Weight files that any program can make from names, shapes and a seed: {@code float32(gain * float32(value) + offset)}. */
final class SeededWeights {

    private SeededWeights() {}

    static Path write(String recipe, Path file) throws IOException {
        JsonNode root;
        try (InputStream in = SeededWeights.class.getResourceAsStream("/hed/" + recipe)) {
            root = new ObjectMapper().readTree(in);
        }
        Set<Map.Entry<String, JsonNode>> tensors = root.get("tensors").properties();
        List<SafetensorsWriter.Slot> slots = tensors.stream()
                .map(entry -> new SafetensorsWriter.Slot(entry.getKey(), StoredType.F32, shape(entry.getValue())))
                .toList();
        try (SafetensorsWriter writer = SafetensorsWriter.create(file, slots)) {
            tensors.forEach(entry -> writer.write(
                    entry.getKey(), values(entry.getKey(), root.get("seed").asLong(), entry.getValue())));
            writer.commit();
        }
        return file;
    }

    private static long[] shape(JsonNode recipe) {
        return recipe.get("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    private static ByteBuffer values(String name, long seed, JsonNode recipe) {
        long[] shape = shape(recipe);
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        long inputs = count / shape[0];
        double scale = shape.length > 1 ? Math.sqrt(3.0 / inputs) : 0.05;
        ByteBuffer values = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        long state = hash(name) ^ seed;
        for (int i = 0; i < count; i++) {
            state += 0x9E3779B97F4A7C15L;
            float value = (float) (scale * (((mixed(state) >>> 40) + 0.5) / (1 << 23) - 1));
            values.putFloat((float) (recipe.get("gain").asDouble() * value
                    + recipe.get("offset").asDouble()));
        }
        return values.flip();
    }

    /** FNV-1a. */
    private static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ Byte.toUnsignedInt(b)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
