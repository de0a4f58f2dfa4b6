package restyle.models.engine;

import static restyle.models.testing.Golden.assertClose;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.check.run.NetworkRun;
import restyle.models.check.run.RunOptions;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StoredType;

/** Every network against diffusers and transformers, from files in every layout, on the same seeded weights. */
class NetworkParityTest {
    private static final long SEED = 1;
    private static final double TOLERANCE = 1e-4;
    private static final double TEXT_TOLERANCE = 2e-5;
    private static final Compute COMPUTE = new Compute(Device.CPU, 2);

    @TempDir
    static Path folder;

    private static int runs;

    @BeforeAll
    static void writeFiles() {
        for (String manifest : List.of("checkpoint", "motion_original", "controlnet_diffusers", "controlnet_ldm")) {
            write(manifest, manifest, StoredType.F32, StoredType.F32);
        }
        SeededFiles.writeMotionInDiffusersLayout(file("motion_diffusers"), SEED, StoredType.F32);
    }

    @Test
    void encodesPrompts() {
        Golden golden = Golden.open("golden/text.safetensors");
        Golden found = run("text", "checkpoint", Map.of("tokens", golden.longs("tokens")));
        assertClose(golden.get("last"), found.get("last"), TEXT_TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"1, last", "2, skip2"})
    void countsClipSkipFromTheLastLayer(int clipSkip, String expected) {
        Golden golden = Golden.open("golden/text.safetensors");
        long[] tokens = Arrays.copyOfRange(golden.longs("tokens").values(), 77, 2 * 77);
        try (PromptEncoder text = PromptEncoder.open(Checkpoint.open(file("checkpoint")), COMPUTE)) {
            assertClose(golden.get(expected).rows(1, 2), text.encode(tokens, clipSkip), TEXT_TOLERANCE);
        }
    }

    @Test
    void encodesImages() {
        Golden golden = Golden.open("golden/vae.safetensors");
        Golden found = run("vae-encode", "checkpoint", golden.floats("image"));
        assertClose(golden.get("mean"), found.get("mean"), TOLERANCE);
    }

    @Test
    void decodesLatentsOfOddSize() {
        Golden golden = Golden.open("golden/vae.safetensors");
        Golden found = run("vae-decode", "checkpoint", golden.floats("latents"));
        assertClose(golden.get("decoded"), found.get("decoded"), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"controlnet_a, controlnet_diffusers", "controlnet_b, controlnet_ldm"})
    void computesControlResidualsFromBothLayouts(String expected, String weights) {
        Golden golden = Golden.open("golden/" + expected + ".safetensors");
        Golden found =
                run("controlnet", weights, with(golden.floats("latents", "maps", "context"), "timestep", at(499)));
        for (int i = 0; i < 12; i++) {
            assertClose(golden.get("down_" + i), found.get("down_" + i), TOLERANCE);
        }
        assertClose(golden.get("mid"), found.get("mid"), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({
        "8x12, 999, motion_original",
        "8x12, 249, motion_diffusers",
        "9x13, 999, motion_diffusers",
        "9x13, 249, motion_original"
    })
    void predictsNoiseAtEvenAndOddSizesWithBothMotionLayouts(String size, long timestep, String motion) {
        Golden golden = Golden.open("golden/unet_" + size + ".safetensors");
        Golden found =
                runUnet("checkpoint", motion, with(golden.floats("latents", "context"), "timestep", at(timestep)));
        assertClose(golden.get("plain_" + timestep), found.get("out"), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"8, 12, 999", "9, 13, 249"})
    void addsTheResidualsOfTwoControlNets(int height, int width, long timestep) {
        Golden golden = Golden.open("golden/unet_%dx%d.safetensors".formatted(height, width));
        FloatTensor maps = seededMaps(8L * height, 8L * width);
        Map<String, HostTensor> in = new TreeMap<>(with(golden.floats("latents", "context"), "timestep", at(timestep)));
        Golden a = run("controlnet", "controlnet_diffusers", with(in, "maps", maps));
        Golden b = run("controlnet", "controlnet_ldm", with(in, "maps", reversed(maps)));
        for (int i = 0; i <= 12; i++) {
            String name = ResidualNames.name(i, 13);
            in.put(name, sum(a.get(name), 0.8f, b.get(name), 0.5f));
        }
        Golden found = runUnet("checkpoint", "motion_original", in);
        assertClose(golden.get("control_" + timestep), found.get("out"), TOLERANCE);
    }

    /** A file of half or brain floats gives what a float32 file of the very same values gives, and nearly what the exact ones give. */
    @ParameterizedTest
    @CsvSource({"F16, 2e-2", "BF16, 2e-1"})
    void readsShorterFloatsExactly(StoredType type, double roundingError) {
        Golden golden = Golden.open("golden/unet_8x12.safetensors");
        Map<String, HostTensor> in = with(golden.floats("latents", "context"), "timestep", at(999));
        write("motion_short", "motion_original", type, type);
        write("checkpoint_short", "checkpoint", type, type);
        Golden found = runUnet("checkpoint_short", "motion_short", in);
        write("motion_short", "motion_original", type, StoredType.F32);
        write("checkpoint_short", "checkpoint", type, StoredType.F32);
        assertClose(runUnet("checkpoint_short", "motion_short", in).get("out"), found.get("out"), 1e-6);
        assertClose(golden.get("plain_999"), found.get("out"), roundingError);
    }

    private static Golden run(String net, String weights, Map<String, HostTensor> in) {
        return run(net, weights, RunOptions.NONE, in);
    }

    private static Golden runUnet(String weights, String motion, Map<String, HostTensor> in) {
        return run(
                "unet",
                weights,
                new RunOptions(Map.of("--motion", List.of(file(motion).toString()))),
                in);
    }

    private static Golden run(String net, String weights, RunOptions options, Map<String, HostTensor> in) {
        Path out = file("out_" + runs++);
        NetworkRun.of(net).run(List.of(file(weights)), options, TensorFiles.write(file("in"), in), out, COMPUTE);
        return Golden.open(out);
    }

    private static Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }

    private static void write(String name, String manifest, StoredType precision, StoredType type) {
        SeededFiles.write(file(name), SeededFiles.manifest(manifest + "_tiny"), SEED, precision, type);
    }

    private static LongTensor at(long timestep) {
        return LongTensor.of(timestep);
    }

    private static Map<String, HostTensor> with(Map<String, HostTensor> tensors, String name, HostTensor tensor) {
        Map<String, HostTensor> more = new TreeMap<>(tensors);
        more.put(name, tensor);
        return more;
    }

    private static FloatTensor seededMaps(long height, long width) {
        float[] values = SeededFiles.noise("maps", SEED, 0.25, 16, 3, height, width);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1, Math.max(0, values[i] + 0.5f));
        }
        return FloatTensor.of(values, 16, 3, height, width);
    }

    private static FloatTensor reversed(FloatTensor frames) {
        FloatTensor result = FloatTensor.zeros(frames.shape());
        int last = (int) frames.dim(0) - 1;
        for (int f = 0; f <= last; f++) {
            result.rows(f, f + 1).data().put(frames.rows(last - f, last - f + 1).data());
        }
        return result;
    }

    private static FloatTensor sum(FloatTensor a, float scaleA, FloatTensor b, float scaleB) {
        FloatTensor result = FloatTensor.zeros(a.shape());
        FloatBuffer x = a.data();
        FloatBuffer y = b.data();
        for (FloatBuffer out = result.data(); out.hasRemaining(); ) {
            out.put(scaleA * x.get() + scaleB * y.get());
        }
        return result;
    }
}
