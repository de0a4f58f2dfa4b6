package restyle.models.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.LongToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.SafetensorsWriter;
import restyle.models.weights.format.SafetensorsWriter.Slot;

/**
 * Weight files whose values follow from tensor names, shapes and one integer, so that expected results can be computed elsewhere without
 * passing weights around:
 *
 * <pre>
 * state = fnv1a64(name) XOR seed
 * u[i]  = splitmix64(state + (i + 1) * 0x9E3779B97F4A7C15) >>> 40
 * v[i]  = (u[i] + 0.5) / 2^23 - 1
 * </pre>
 *
 * Vectors are {@code 1 + 0.1 v} if called weight and {@code 0.05 v} otherwise, embeddings {@code 0.5 v}, positions (".pe") sinusoids,
 * everything else {@code v * sqrt(3 / fanIn)}.
 */
public final class SeededFiles {
    private static final int CHUNK_ELEMENTS = 1 << 16;

    private SeededFiles() {}

    /** Names and shapes of a file, from the test resources. */
    public static Map<String, long[]> manifest(String name) {
        return resource(name, new TypeReference<LinkedHashMap<String, long[]>>() {});
    }

    /** Any JSON of the manifests. */
    public static <T> T resource(String name, TypeReference<T> type) {
        try (InputStream in = new GZIPInputStream(
                SeededFiles.class.getResourceAsStream("/restyle/models/manifests/" + name + ".json.gz"))) {
            return new ObjectMapper().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes all tensors of a manifest. */
    public static Path write(Path file, Map<String, long[]> manifest, long seed, StoredType type) {
        return write(file, manifest, seed, type, type);
    }

    /** Writes all tensors of a manifest, rounded to {@code precision} first. */
    public static Path write(
            Path file, Map<String, long[]> manifest, long seed, StoredType precision, StoredType type) {
        return write(file, manifest, name -> name, seed, precision, type);
    }

    /** Writes all tensors of a manifest, each with the values that another name stands for. */
    public static Path write(
            Path file, Map<String, long[]> manifest, UnaryOperator<String> seedName, long seed, StoredType type) {
        return write(file, manifest, seedName, seed, type, type);
    }

    /** Writes all tensors of a manifest as float32, each value changed by a function that belongs to the tensor's name. */
    public static Path write(
            Path file, Map<String, long[]> manifest, long seed, Function<String, DoubleUnaryOperator> changes) {
        return write(file, manifest, seed, StoredType.F32, changes);
    }

    /** Writes all tensors of a manifest, each value changed by a function that belongs to the tensor's name. */
    public static Path write(
            Path file,
            Map<String, long[]> manifest,
            long seed,
            StoredType type,
            Function<String, DoubleUnaryOperator> changes) {
        return write(file, manifest, name -> name, seed, type, type, changes);
    }

    /** Writes a diffusers folder's weights: the values of the single file that the names in the folder stand for. */
    public static void writeFolder(Path folder, long seed, StoredType type) {
        Map<String, Map<String, JsonNode>> files =
                resource("folder_names", new TypeReference<LinkedHashMap<String, Map<String, JsonNode>>>() {});
        files.forEach((file, names) -> {
            Map<String, long[]> manifest = new LinkedHashMap<>();
            names.forEach((name, source) ->
                    manifest.put(name, new ObjectMapper().convertValue(source.get(1), long[].class)));
            write(folder.resolve(file), manifest, name -> names.get(name).get(0).textValue(), seed, type, type);
        });
    }

    private static Path write(
            Path file,
            Map<String, long[]> manifest,
            UnaryOperator<String> seedName,
            long seed,
            StoredType precision,
            StoredType type) {
        return write(file, manifest, seedName, seed, precision, type, name -> DoubleUnaryOperator.identity());
    }

    private static Path write(
            Path file,
            Map<String, long[]> manifest,
            UnaryOperator<String> seedName,
            long seed,
            StoredType precision,
            StoredType type,
            Function<String, DoubleUnaryOperator> changes) {
        List<Slot> slots = manifest.entrySet().stream()
                .map(entry -> new Slot(entry.getKey(), type, entry.getValue()))
                .toList();
        try (SafetensorsWriter out = SafetensorsWriter.create(file, slots)) {
            manifest.forEach((name, shape) -> {
                LongToDoubleFunction values = values(name, shape, state(seedName.apply(name), seed));
                DoubleUnaryOperator change = changes.apply(name);
                write(
                        out,
                        name,
                        count(shape),
                        i -> change.applyAsDouble(rounded(precision, values.applyAsDouble(i))),
                        type);
            });
            out.commit();
        }
        return file;
    }

    /** Writes the tiny motion module under diffusers' names: the same values as under AnimateDiff's own. */
    public static Path writeMotionInDiffusersLayout(Path file, long seed, StoredType type) {
        return write(file, manifest("motion_diffusers_tiny"), SeededFiles::originalMotionName, seed, type, type);
    }

    private static String originalMotionName(String name) {
        return name.replaceFirst("(motion_modules\\.\\d+)\\.", "$1.temporal_transformer.")
                .replace(".attn1.", ".attention_blocks.0.")
                .replace(".attn2.", ".attention_blocks.1.")
                .replace(".norm1.", ".norms.0.")
                .replace(".norm2.", ".norms.1.")
                .replace(".norm3.", ".ff_norm.");
    }

    /** Uniform noise of the given standard deviation, as float32. */
    public static float[] noise(String name, long seed, double std, long... shape) {
        float[] values = new float[(int) count(shape)];
        long state = state(name, seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (uniform(state, i) * Math.sqrt(3) * std);
        }
        return values;
    }

    /** The values of one tensor as float32, as a file of this seed has them. */
    public static float[] tensor(String name, long seed, long... shape) {
        LongToDoubleFunction values = values(name, shape, state(name, seed));
        float[] result = new float[(int) count(shape)];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values.applyAsDouble(i);
        }
        return result;
    }

    /** How one tensor's values follow from their positions, before they are rounded to the file's type. */
    private static LongToDoubleFunction values(String name, long[] shape, long state) {
        if (name.endsWith(".pe")) {
            return index -> position(shape, index);
        }
        if (shape.length <= 1) {
            return name.endsWith(".weight")
                    ? index -> 1 + 0.1 * uniform(state, index)
                    : index -> 0.05 * uniform(state, index);
        }
        long inputs = count(shape) / shape[0];
        double scale = name.endsWith("embedding.weight") ? 0.5 : Math.sqrt(3.0 / inputs);
        return index -> uniform(state, index) * scale;
    }

    private static double position(long[] shape, long index) {
        long channels = shape[2];
        long channel = index % channels;
        long place = index / channels;
        double angle = place * Math.exp((channel - channel % 2) * (-Math.log(10000.0) / channels));
        return channel % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }

    private static long state(String name, long seed) {
        long hash = 0xCBF29CE484222325L;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b & 0xFF) * 0x100000001B3L;
        }
        return hash ^ seed;
    }

    private static double uniform(long state, long index) {
        long z = state + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return ((z >>> 40) + 0.5) / (1 << 23) - 1;
    }

    private static void write(
            SafetensorsWriter out, String name, long count, LongToDoubleFunction values, StoredType type) {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_ELEMENTS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long from = 0; from < count; from += CHUNK_ELEMENTS) {
            chunk.clear();
            for (long i = from; i < Math.min(count, from + CHUNK_ELEMENTS); i++) {
                put(chunk, type, values.applyAsDouble(i));
            }
            out.write(name, chunk.flip());
        }
    }

    private static double rounded(StoredType type, double value) {
        return switch (type) {
            case F32 -> (float) value;
            case F16 -> halfValue(half(value));
            case BF16 -> Float.intBitsToFloat(brain((float) value) << 16);
            default -> throw new IllegalArgumentException("no seeded " + type);
        };
    }

    private static void put(ByteBuffer chunk, StoredType type, double value) {
        switch (type) {
            case F32 -> chunk.putFloat((float) value);
            case F16 -> chunk.putShort(half(value));
            case BF16 -> chunk.putShort(brain((float) value));
            default -> throw new IllegalArgumentException("no seeded " + type);
        }
    }

    /** Rounds to IEEE half precision, ties to even, in one step from double. */
    private static short half(double value) {
        int exponent = Math.max(Math.getExponent(value), -14);
        int steps = (int) Math.rint(Math.scalb(Math.abs(value), 10 - exponent));
        int sign = value < 0 ? 0x8000 : 0;
        // A subnormal has fewer than 2^10 steps; a carry into the next exponent comes out right by itself.
        return (short) (sign | (steps < 1 << 10 ? steps : (exponent + 14 << 10) + steps));
    }

    private static double halfValue(short bits) {
        int exponent = bits >>> 10 & 0x1F;
        int steps = exponent == 0 ? bits & 0x3FF : bits & 0x3FF | 0x400;
        return Math.scalb((double) steps, Math.max(exponent, 1) - 25) * (bits < 0 ? -1 : 1);
    }

    private static short brain(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7FFF + (bits >>> 16 & 1) >>> 16);
    }

    private static long count(long... shape) {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }
}
