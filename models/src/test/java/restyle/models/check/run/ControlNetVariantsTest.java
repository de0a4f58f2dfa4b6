package restyle.models.check.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static restyle.models.testing.Golden.assertClose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.engine.ResidualNames;
import restyle.models.graph.ModelException;
import restyle.models.model.ControlModel;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.HostTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.NetworkRuns;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** ControlNets that are stored as changes of their base model, that pool, and that guess. */
class ControlNetVariantsTest {
    private static final long SEED = 21;
    private static final double TOLERANCE = 1e-4;
    private static final int RESIDUALS = 13;
    private static final Golden GOLDEN = Golden.open("golden/nets/controlnet.safetensors");
    private static final Golden INPUTS = Golden.open("golden/other_files.safetensors");

    @TempDir
    static Path folder;

    private static NetworkRuns runs;
    private static Path checkpoint;
    private static Path plain;

    @BeforeAll
    static void writeFiles() {
        runs = new NetworkRuns(folder);
        checkpoint = write("checkpoint", SeededFiles.manifest("checkpoint_tiny"), SEED);
        plain = write("control_v11p_sd15_canny", SeededFiles.manifest("controlnet_diffusers_tiny"), SEED);
    }

    @Test
    void addsADifferenceToItsBaseModel() {
        Map<String, long[]> names = new LinkedHashMap<>(SeededFiles.manifest("controlnet_ldm_tiny"));
        names.put("difference", new long[] {});
        Path file =
                SeededFiles.write(folder.resolve("diff.safetensors"), names, SEED + 1, name -> value -> value * 0.25);
        assertResiduals("difference", runs.run("controlnet", file, in(), "--model", checkpoint.toString()));
        refuses("name that with --model FILE", () -> runs.run("controlnet", file, in()));
        refuses("open it together with its base model", () -> ControlModel.open(file));
    }

    @Test
    void completesAControlLoraWithItsBaseModel() {
        Path file = SeededFiles.write(
                folder.resolve("control_lora.safetensors"),
                SeededFiles.manifest("control_lora"),
                SEED,
                StoredType.F16,
                name -> name.endsWith(".up") ? value -> value * 0.25 : DoubleUnaryOperator.identity());
        assertResiduals("control_lora", runs.run("controlnet", file, in(), "--model", checkpoint.toString()));
    }

    @Test
    void poolsWhatShuffleSays() throws IOException {
        Path shuffle = Files.copy(plain, folder.resolve("control_v11e_sd15_shuffle.safetensors"));
        Golden pooled = runs.run("controlnet", shuffle, in());
        assertResiduals("shuffle", pooled);
        assertTrue(ControlModel.open(shuffle).controlsPromptOnly());
        // What is pooled stays as it is in guess mode.
        assertResiduals("shuffle", runs.run("controlnet", shuffle, in(), "--guess", ""));
        Map<String, HostTensor> in = new TreeMap<>(INPUTS.floats("latents", "context"));
        in.put("timestep", LongTensor.of(499));
        for (int i = 0; i < RESIDUALS; i++) {
            String name = ResidualNames.name(i, RESIDUALS);
            FloatTensor residual = pooled.get(name);
            for (int k = 0; k < residual.count(); k++) {
                residual.data().put(k, 0.7f * residual.data().get(k));
            }
            in.put(name, residual);
        }
        Path motion = write("motion", SeededFiles.manifest("motion_original_tiny"), SEED);
        Golden unet = runs.run("unet", checkpoint, in, "--motion", motion.toString());
        assertClose(GOLDEN.get("shuffle_unet"), unet.get("out"), TOLERANCE);
    }

    @Test
    void poolsAsSettingsSayWhateverTheName() throws IOException {
        Path model = Files.createDirectories(folder.resolve("any"));
        Files.copy(plain, model.resolve("diffusion_pytorch_model.safetensors"));
        Files.writeString(model.resolve("config.json"), "{\"global_pool_conditions\": true}");
        assertTrue(ControlModel.open(model).needs().pools());
        assertArrayEquals(
                new long[] {1, 96, 1, 1},
                runs.run("controlnet", model, in()).get("mid").shape());
    }

    /** Factors as diffusers has them, from a tenth to one. */
    @Test
    void guessesWithLessOfTheDetails() {
        Golden whole = runs.run("controlnet", plain, in());
        Golden guess = runs.run("controlnet", plain, in(), "--guess", "");
        double[] factors = {0.1, 0.12115276586285885, 0.14677992676220694, 0.1778279410038923, 0.21544346900318834};
        for (int i = 0; i < RESIDUALS; i++) {
            String name = ResidualNames.name(i, RESIDUALS);
            double factor = i < factors.length ? factors[i] : Math.pow(10, i / 12.0 - 1);
            for (int k = 0; k < whole.get(name).count(); k += 7) {
                assertEquals(
                        factor * whole.get(name).data().get(k),
                        guess.get(name).data().get(k),
                        1e-5,
                        name);
            }
        }
    }

    @Test
    void knowsLineartByItsName() throws IOException {
        Path lineart = Files.copy(plain, folder.resolve("control_v11p_sd15_lineart.safetensors"));
        assertTrue(ControlModel.open(lineart).needs().whiteLines());
    }

    private static void assertResiduals(String expected, Golden found) {
        for (int i = 0; i < RESIDUALS; i++) {
            String name = ResidualNames.name(i, RESIDUALS);
            assertClose(GOLDEN.get(expected + "." + name), found.get(name), TOLERANCE);
        }
    }

    private static Map<String, HostTensor> in() {
        float[] maps = SeededFiles.noise("maps", SEED, 0.25, 1, 3, 64, 96);
        for (int i = 0; i < maps.length; i++) {
            maps[i] = Math.min(1, Math.max(0, maps[i] + 0.5f));
        }
        return Map.of(
                "latents", INPUTS.get("latents").rows(0, 1),
                "context", INPUTS.get("context"),
                "timestep", LongTensor.of(499),
                "maps", FloatTensor.of(maps, 1, 3, 64, 96));
    }

    private static Path write(String name, Map<String, long[]> manifest, long seed) {
        return SeededFiles.write(folder.resolve(name + ".safetensors"), manifest, seed, StoredType.F32);
    }

    private static void refuses(String message, Runnable call) {
        ModelException e = assertThrows(ModelException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
