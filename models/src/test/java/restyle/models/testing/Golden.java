package restyle.models.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.TensorFile;
import restyle.models.weights.TensorValues;
import restyle.models.weights.format.Safetensors;

/** Expected tensors, made with diffusers and transformers on seeded weights. */
public final class Golden {
    private final TensorFile file;

    private Golden(TensorFile file) {
        this.file = file;
    }

    /** A file of the test resources. */
    public static Golden open(String resource) {
        return new Golden(Safetensors.read(path(resource)));
    }

    /** Any safetensors file. */
    public static Golden open(Path file) {
        return new Golden(Safetensors.read(file));
    }

    public static Path path(String resource) {
        try {
            return Path.of(
                    Golden.class.getResource("/restyle/models/" + resource).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(resource, e);
        }
    }

    /** Copies a file of the test resources, wherever they are. */
    public static Path copy(String resource, Path target) {
        try (InputStream in = Golden.class.getResourceAsStream("/restyle/models/" + resource)) {
            Files.copy(in, target);
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean has(String name) {
        return file.tensors().containsKey(name);
    }

    public FloatTensor get(String name) {
        StoredTensor tensor = file.tensors().get(name);
        return FloatTensor.of(TensorValues.floats(tensor), tensor.shape());
    }

    /** Several float tensors by name. */
    public Map<String, HostTensor> floats(String... names) {
        return Arrays.stream(names).collect(Collectors.toMap(Function.identity(), this::get));
    }

    public LongTensor longs(String name) {
        StoredTensor tensor = file.tensors().get(name);
        return new LongTensor(TensorValues.longs(tensor), tensor.shape());
    }

    /** Fails unless every element is within {@code tolerance}; the message says how far the worst is off. */
    public static void assertClose(FloatTensor expected, FloatTensor found, double tolerance) {
        assertArrayEquals(expected.shape(), found.shape());
        double worst = distance(expected, found);
        assertTrue(worst <= tolerance, "off by " + worst + ", allowed are " + tolerance);
    }

    /** The largest absolute difference; not a number where any element is none. */
    public static double distance(FloatTensor expected, FloatTensor found) {
        float[] a = expected.toArray();
        float[] b = found.toArray();
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            worst = Math.max(worst, Math.abs((double) a[i] - b[i]));
        }
        return worst;
    }
}
