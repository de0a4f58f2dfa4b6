package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.check.run.NetworkRun;
import restyle.models.check.run.RunOptions;
import restyle.models.graph.Precision;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** How far other arithmetic is off the float32 reference, as the root mean square of the difference by that of the values. */
class PrecisionTest {
    private static final long SEED = 1;

    @TempDir
    static Path folder;

    private static int runs;

    @BeforeAll
    static void writeFiles() {
        for (String manifest : List.of("checkpoint", "motion_original", "controlnet_diffusers")) {
            SeededFiles.write(file(manifest), SeededFiles.manifest(manifest + "_tiny"), SEED, StoredType.F16);
        }
    }

    @ParameterizedTest
    @CsvSource({"FP16, 999, 1e-5, 6e-3", "INT8, 999, 1e-4, 1e-1"})
    void predictsNoise(Precision precision, long timestep, double least, double most) {
        Golden golden = Golden.open("golden/unet_9x13.safetensors");
        Map<String, HostTensor> in = new TreeMap<>(golden.floats("latents", "context"));
        in.put("timestep", LongTensor.of(timestep));
        residuals(with(in, "maps", maps(9 * 8, 13 * 8))).forEach(in::put);
        differs("out", least, most, in, "unet", "checkpoint", precision);
    }

    @ParameterizedTest
    @CsvSource({"FP16, 1e-5, 5e-3", "INT8, 1e-4, 1e-1"})
    void computesControlResiduals(Precision precision, double least, double most) {
        Map<String, HostTensor> in =
                new TreeMap<>(Golden.open("golden/controlnet_a.safetensors").floats("latents", "maps", "context"));
        in.put("timestep", LongTensor.of(499));
        differs("down_11", least, most, in, "controlnet", "controlnet_diffusers", precision);
    }

    @Test
    void decodesPicturesOnIntegers() {
        Map<String, HostTensor> in = Golden.open("golden/vae.safetensors").floats("latents");
        differs("decoded", 1e-4, 1e-1, in, "vae-decode", "checkpoint", Precision.INT8);
    }

    /** Half floats cannot hold what is in an autoencoder, and a text encoder runs once: they stay exact. */
    @ParameterizedTest
    @CsvSource({"FP16, vae-decode, decoded", "FP16, vae-encode, mean", "FP16, text, last", "INT8, text, last"})
    void leavesOthersAsTheyAre(Precision precision, String network, String output) {
        Golden golden = Golden.open(network.equals("text") ? "golden/text.safetensors" : "golden/vae.safetensors");
        Map<String, HostTensor> in = switch (network) {
            case "text" -> Map.of("tokens", golden.longs("tokens"));
            case "vae-encode" -> golden.floats("image");
            default -> golden.floats("latents");
        };
        FloatTensor expected = run(Precision.FP32, network, "checkpoint", in).get(output);
        assertArrayEquals(
                expected.toArray(),
                run(precision, network, "checkpoint", in).get(output).toArray());
    }

    private static void differs(
            String output,
            double least,
            double most,
            Map<String, HostTensor> in,
            String network,
            String weights,
            Precision precision) {
        FloatTensor expected = run(Precision.FP32, network, weights, in).get(output);
        double found = distance(expected, run(precision, network, weights, in).get(output));
        assertTrue(found >= least && found <= most, "off by " + found + ", expected " + least + " to " + most);
    }

    private static double distance(FloatTensor expected, FloatTensor found) {
        float[] a = expected.toArray();
        float[] b = found.toArray();
        double difference = 0;
        double all = 0;
        for (int i = 0; i < a.length; i++) {
            difference += Math.pow(a[i] - b[i], 2);
            all += Math.pow(a[i], 2);
        }
        return Math.sqrt(difference / all);
    }

    private static Map<String, FloatTensor> residuals(Map<String, HostTensor> in) {
        Golden residuals = run(Precision.FP32, "controlnet", "controlnet_diffusers", in);
        Map<String, FloatTensor> all = new TreeMap<>();
        for (int i = 0; i <= 12; i++) {
            String name = ResidualNames.name(i, 13);
            all.put(name, residuals.get(name));
        }
        return all;
    }

    private static Map<String, HostTensor> with(Map<String, HostTensor> tensors, String name, HostTensor tensor) {
        Map<String, HostTensor> more = new TreeMap<>(tensors);
        more.put(name, tensor);
        return more;
    }

    private static FloatTensor maps(long height, long width) {
        return FloatTensor.of(SeededFiles.noise("maps", SEED, 0.25, 16, 3, height, width), 16, 3, height, width);
    }

    private static Golden run(Precision precision, String network, String weights, Map<String, HostTensor> in) {
        Path out = file("out_" + runs++);
        RunOptions options = network.equals("unet")
                ? new RunOptions(
                        Map.of("--motion", List.of(file("motion_original").toString())))
                : RunOptions.NONE;
        Compute compute = new Compute(Device.CPU, 2, Optional.of(folder.resolve("cache")), precision);
        NetworkRun.of(network).run(List.of(file(weights)), options, TensorFiles.write(file("in"), in), out, compute);
        return Golden.open(out);
    }

    private static Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }
}
