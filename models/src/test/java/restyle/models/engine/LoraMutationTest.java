package restyle.models.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import restyle.models.graph.ModelException;
import restyle.models.lora.Lora;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.testing.Mutations;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.names.NetworkKind;

/** Damaged LoRA files of every layout give changed weights or one clear error, and nothing else. */
class LoraMutationTest {
    private static final int MUTATIONS = 200;
    private static final String LINEAR = "down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_out.0";
    private static final String CONV = "down_blocks.0.resnets.0.conv1";
    private static final String MOTION = "down_blocks.0.motion_modules.0.transformer_blocks.0.attn1.to_q";
    private static final Compute COMPUTE = new Compute(Device.CPU, 1);

    @TempDir
    static Path folder;

    private static StateDict unet;

    enum Layout {
        KOHYA("lora_unet_" + LINEAR.replace('.', '_'), "lora_down.weight 2,8", "lora_up.weight 8,2", "alpha 1"),
        TUCKER(
                "lora_unet_" + CONV.replace('.', '_'),
                "lora_down.weight 2,4,1,1",
                "lora_mid.weight 2,2,3,3",
                "lora_up.weight 8,2,1,1",
                "alpha 1"),
        LOHA(
                "lora_unet_" + CONV.replace('.', '_'),
                "hada_w1_a 2,8",
                "hada_w1_b 2,4",
                "hada_t1 2,2,3,3",
                "hada_w2_a 2,8",
                "hada_w2_b 2,4",
                "hada_t2 2,2,3,3"),
        LOKR("lora_unet_" + CONV.replace('.', '_'), "lokr_w1 2,2", "lokr_w2_a 4,2", "lokr_w2_b 2,18", "alpha 1"),
        DORA(
                "lora_unet_" + LINEAR.replace('.', '_'),
                "lora_down.weight 2,8",
                "lora_up.weight 8,2",
                "dora_scale 8,1",
                "alpha 1"),
        FULL("lora_unet_" + CONV.replace('.', '_'), "diff 8,4,3,3", "diff_b 8"),
        PEFT("unet." + LINEAR, "lora_A.weight 2,8", "lora_B.weight 8,2", "lora_magnitude_vector 8"),
        DIFFUSERS("unet." + LINEAR, "lora.down.weight 2,8", "lora.up.weight 8,2"),
        OLD_DIFFUSERS(
                "unet." + LINEAR.replace("to_out.0", "processor"),
                "to_out_lora.down.weight 2,8",
                "to_out_lora.up.weight 8,2"),
        MOTION_LORA(
                MOTION.replace(".transformer_blocks", ".temporal_transformer.transformer_blocks")
                        .replace("attn1.to_q", "attention_blocks.0.processor"),
                "to_q_lora.down.weight 2,8",
                "to_q_lora.up.weight 8,2");

        private final String layer;
        private final String[] tensors;

        Layout(String layer, String... tensors) {
            this.layer = layer;
            this.tensors = tensors;
        }

        Map<String, long[]> manifest() {
            return Arrays.stream(tensors)
                    .map(tensor -> tensor.split(" "))
                    .collect(Collectors.toMap(
                            tensor -> layer + "." + tensor[0],
                            tensor -> Arrays.stream(tensor[1].split(","))
                                    .mapToLong(Long::parseLong)
                                    .toArray(),
                            (a, b) -> a,
                            TreeMap::new));
        }
    }

    @BeforeAll
    static void write() {
        Map<String, long[]> names = Map.of(
                LINEAR + ".weight", new long[] {8, 8},
                CONV + ".weight", new long[] {8, 4, 3, 3},
                CONV + ".bias", new long[] {8},
                MOTION + ".weight", new long[] {8, 8});
        unet = StateDict.of(
                Safetensors.read(SeededFiles.write(folder.resolve("unet.safetensors"), names, 1, StoredType.F16)));
    }

    @ParameterizedTest
    @EnumSource
    void changesWeightsOrSaysWhatIsWrong(Layout layout) throws IOException {
        Path file = folder.resolve(layout + ".safetensors");
        SeededFiles.write(file, layout.manifest(), 1, StoredType.F16);
        byte[] sound = Files.readAllBytes(file);
        assertTrue(isUsed(layout, file), "the undamaged file");
        Random random = new Random(layout.ordinal());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, i % 2 == 0 ? Mutations.damaged(sound, random) : Mutations.misshapen(sound, random));
            refused += assertTimeout(Duration.ofSeconds(30), () -> isUsed(layout, file)) ? 0 : 1;
        }
        // Else the damage would not reach what is tested here.
        assertTrue(refused > MUTATIONS / 4 && refused < MUTATIONS, refused + " of " + MUTATIONS + " were refused");
    }

    private static boolean isUsed(Layout layout, Path file) {
        try {
            Lora lora = layout == Layout.MOTION_LORA ? Lora.openMotion(file, 0.5) : Lora.open(file, 0.5);
            Folding folding =
                    FoldedWeights.of(unet, lora.changes(NetworkKind.UNET, unet).patches(), COMPUTE);
            folding.tensors().tensors().forEach((name, tensor) -> assertEquals(shape(unet.get(name)), shape(tensor)));
            return true;
        } catch (ModelException e) {
            assertTrue(e.getMessage().startsWith(file + " ") || e.getMessage().startsWith(file + ":"), e.getMessage());
            assertFalse(e.getMessage().endsWith("null") || e.getMessage().contains("\n"), e.getMessage());
            return false;
        }
    }

    private static List<Long> shape(StoredTensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }
}
