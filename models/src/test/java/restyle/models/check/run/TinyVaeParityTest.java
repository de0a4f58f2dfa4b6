package restyle.models.check.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static restyle.models.testing.Golden.assertClose;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.engine.VaeDecoder;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.Golden;
import restyle.models.testing.NetworkRuns;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StoredType;

/** Tiny autoencoders against TAESD's own class and diffusers' AutoencoderTiny, on seeded weights of the real width. */
class TinyVaeParityTest {
    private static final long SEED = 21;
    private static final double TOLERANCE = 1e-4;
    /** Errors of latents grow with them when they are no longer scaled. */
    private static final float SCALE = 0.18215f;

    private static final Golden GOLDEN = Golden.open("golden/nets/taesd.safetensors");

    @TempDir
    Path folder;

    private NetworkRuns runs;

    /** The names under which the same tensors are met. */
    enum Layout {
        TWO_FILES,
        COMFY,
        ONE_FILE,
        DIFFUSERS;

        String rename(String name) {
            return switch (this) {
                case TWO_FILES -> name.replaceFirst("taesd_\\w+\\.", "");
                case COMFY -> name;
                case ONE_FILE -> name.replaceFirst("taesd_", "");
                case DIFFUSERS ->
                    Pattern.compile("taesd_(\\w+)\\.(\\d+)\\.(.*)")
                            .matcher(name)
                            .replaceAll(m -> "%s.layers.%d.%s"
                                    .formatted(
                                            m.group(1),
                                            Integer.parseInt(m.group(2))
                                                    - (m.group(1).equals("decoder") ? 1 : 0),
                                            m.group(3)));
            };
        }
    }

    @BeforeEach
    void prepare() {
        runs = new NetworkRuns(folder);
    }

    @ParameterizedTest
    @EnumSource
    void computesTheSameFromEveryLayout(Layout layout) {
        List<Path> files = write(layout);
        FloatTensor latents =
                runs.run("vae-encode", files, Map.of("image", image())).get("mean");
        assertClose(GOLDEN.get("latents"), map(latents, value -> value * SCALE), TOLERANCE);
        FloatTensor decoded =
                runs.run("vae-decode", files, Map.of("latents", latents(9, 13))).get("decoded");
        assertClose(GOLDEN.get("decoded_1"), map(decoded, value -> (value + 1) / 2), TOLERANCE);
    }

    @Test
    void findsBothFilesInAFolder() {
        write(Layout.TWO_FILES);
        assertEquals(8, Checkpoint.open(full()).withVae(folder).vaeFactor());
    }

    @Test
    void decodesAClipWithItsMemory() {
        Map<String, long[]> names = SeededFiles.manifest("taesdv");
        Path file = SeededFiles.write(
                folder.resolve("v.safetensors"),
                names,
                name -> name.replace("taesd_", "taesdv_"),
                SEED,
                StoredType.F32);
        FloatTensor latents = FloatTensor.of(SeededFiles.noise("taesdv_latents", SEED, 1.5, 4, 4, 5, 6), 4, 4, 5, 6);
        FloatTensor decoded = runs.run("vae-decode", file, Map.of("latents", map(latents, value -> value / SCALE)))
                .get("decoded");
        assertClose(GOLDEN.get("taesdv_decoded"), map(decoded, value -> (value + 1) / 2), TOLERANCE);
        Checkpoint checkpoint = Checkpoint.open(full()).withVae(file);
        refuses("TAESDV", () -> VaeDecoder.open(checkpoint, 8, 8, new Compute(Device.CPU, 1)));
    }

    @Test
    void replacesOneHalfAndKeepsTheOther() {
        Path decoder = write(Layout.TWO_FILES).get(1);
        Path full = full();
        Golden decoded = runs.run("vae-decode", List.of(decoder, full), Map.of("latents", latents(9, 13)));
        assertClose(GOLDEN.get("decoded_1"), map(decoded.get("decoded"), value -> (value + 1) / 2), TOLERANCE);
        Golden encoded = runs.run("vae-encode", List.of(decoder, full), Map.of("image", image()));
        assertClose(runs.run("vae-encode", full, Map.of("image", image())).get("mean"), encoded.get("mean"), 0);
        refuses("holds no encoder of a VAE", () -> runs.run("vae-encode", decoder, Map.of("image", image())));
        // The starter pack's autoencoder has four pixels for a latent.
        Checkpoint starter = Checkpoint.open(Path.of("starter"));
        refuses("4 pixels in one half, 8 in the other", () -> starter.withVae(decoder));
    }

    @Test
    void refusesTinyAutoencodersOfOtherFamilies() {
        Map<String, long[]> names = SeededFiles.manifest("taesd");
        names.put("taesd_decoder.1.weight", new long[] {64, 16, 3, 3});
        Path file = SeededFiles.write(folder.resolve("flux.safetensors"), names, SEED, StoredType.F16);
        refuses(
                file + " is a tiny autoencoder for another family of models; expected a VAE",
                () -> Checkpoint.open(Path.of("starter")).withVae(file));
        refuses(
                file + " is a tiny autoencoder for another family of models; expected a decoder of a VAE",
                () -> runs.run("vae-decode", file, Map.of("latents", latents(9, 13))));
    }

    private Path full() {
        return SeededFiles.write(
                folder.resolve("full.safetensors"), SeededFiles.manifest("checkpoint_tiny"), SEED, StoredType.F16);
    }

    private List<Path> write(Layout layout) {
        Map<String, long[]> encoder = SeededFiles.manifest("taesd");
        Map<String, long[]> decoder = new LinkedHashMap<>(encoder);
        if (layout != Layout.TWO_FILES) {
            return List.of(write("tiny", encoder, layout));
        }
        encoder.keySet().removeIf(name -> name.startsWith("taesd_decoder."));
        decoder.keySet().removeIf(name -> name.startsWith("taesd_encoder."));
        return List.of(write("taesd_encoder", encoder, layout), write("taesd_decoder", decoder, layout));
    }

    private Path write(String file, Map<String, long[]> manifest, Layout layout) {
        Map<String, long[]> names = new LinkedHashMap<>();
        Map<String, String> originals = new LinkedHashMap<>();
        manifest.forEach((name, shape) -> {
            names.put(layout.rename(name), shape);
            originals.put(layout.rename(name), name);
        });
        return SeededFiles.write(folder.resolve(file + ".safetensors"), names, originals::get, SEED, StoredType.F32);
    }

    private static FloatTensor image() {
        float[] noise = SeededFiles.noise("taesd_image", SEED, 0.25, 1, 3, 64, 96);
        FloatTensor image = FloatTensor.of(noise, 1, 3, 64, 96);
        return map(image, value -> Math.round(255 * Math.min(1, Math.max(0, value + 0.5f))) / 127.5f - 1);
    }

    private static FloatTensor latents(long height, long width) {
        float[] noise = SeededFiles.noise("taesd_latents_1", SEED, 1.5, 1, 4, height, width);
        return map(FloatTensor.of(noise, 1, 4, height, width), value -> value / SCALE);
    }

    private static FloatTensor map(FloatTensor tensor, UnaryOperator<Float> change) {
        FloatTensor result = FloatTensor.zeros(tensor.shape());
        for (int i = 0; i < tensor.count(); i++) {
            result.data().put(i, change.apply(tensor.data().get(i)));
        }
        return result;
    }

    private static void refuses(String message, Runnable call) {
        ModelException e = assertThrows(ModelException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
