package restyle.models.weights.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.models.graph.FileRegion;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;

/** Names of whole files: none may be left over, none may meet another. */
class NetworkKindTest {

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "full"})
    void everyNameOfACheckpointBelongsToOneNetwork(String size) {
        StateDict file = file("checkpoint_" + size);
        StateDict unet = NetworkKind.UNET.in(file).orElseThrow();
        StateDict vae = NetworkKind.VAE.in(file).orElseThrow();
        StateDict text = NetworkKind.TEXT_ENCODER.in(file).orElseThrow();
        assertEquals(
                file.tensors().size(),
                unet.tensors().size() + vae.tensors().size() + text.tensors().size());
        assertEquals(686, unet.tensors().size());
        assertEquals(Optional.empty(), NetworkKind.CONTROLNET.in(file));
        assertEquals(Optional.empty(), NetworkKind.MOTION.in(file));
    }

    @Test
    void countsAsManyTensorsAsTheNetworksHave() {
        StateDict file = file("checkpoint_full");
        assertEquals(248, NetworkKind.VAE.in(file).orElseThrow().tensors().size());
        assertEquals(
                196, NetworkKind.TEXT_ENCODER.in(file).orElseThrow().tensors().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "full"})
    void bothControlNetLayoutsHaveTheSameNames(String size) {
        Set<String> ldm = names(NetworkKind.CONTROLNET, "controlnet_ldm_" + size);
        assertEquals(340, ldm.size());
        assertEquals(SeededFiles.manifest("controlnet_diffusers_" + size).keySet(), ldm);
        assertEquals(names(NetworkKind.CONTROLNET, "controlnet_diffusers_" + size), ldm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny", "full"})
    void bothMotionLayoutsHaveTheSameNames(String size) {
        Set<String> original = names(NetworkKind.MOTION, "motion_original_" + size);
        assertEquals(SeededFiles.manifest("motion_original_" + size).size(), original.size());
        // Only the original layout stores positions for the second attention too.
        original.removeIf(name -> name.contains(".pos_embed.1."));
        assertEquals(SeededFiles.manifest("motion_diffusers_" + size).keySet(), original);
    }

    @Test
    void findsUpsamplersBehindBlocksWithAndWithoutAttention() {
        assertEquals(
                Optional.of("up_blocks.0.upsamplers.0.conv.bias"),
                KeyMaps.LDM_UNET.rename("output_blocks.2.1.conv.bias"));
        assertEquals(
                Optional.of("up_blocks.1.upsamplers.0.conv.bias"),
                KeyMaps.LDM_UNET.rename("output_blocks.5.2.conv.bias"));
        assertEquals(
                Optional.of("down_blocks.3.resnets.1.conv2.weight"),
                KeyMaps.LDM_UNET.rename("input_blocks.11.0.out_layers.3.weight"));
    }

    @Test
    void readsAVaeAloneAndInOldDiffusersNames() {
        StateDict file = file("checkpoint_tiny");
        StateDict whole = NetworkKind.VAE.in(file).orElseThrow();
        assertEquals(
                whole.tensors().keySet(),
                NetworkKind.VAE
                        .in(file.below("first_stage_model."))
                        .orElseThrow()
                        .tensors()
                        .keySet());
        TreeMap<String, StoredTensor> old = new TreeMap<>();
        whole.tensors()
                .forEach((name, tensor) -> old.put(
                        name.replace(".to_q.", ".query.")
                                .replace(".to_k.", ".key.")
                                .replace(".to_v.", ".value.")
                                .replace(".to_out.0.", ".proj_attn."),
                        tensor));
        assertTrue(old.containsKey("decoder.mid_block.attentions.0.proj_attn.weight"));
        assertEquals(
                whole.tensors().keySet(),
                NetworkKind.VAE
                        .in(new StateDict("old", old))
                        .orElseThrow()
                        .tensors()
                        .keySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cond_stage_model.transformer.text_model.", "cond_stage_model.transformer.", "text_model.", ""})
    void readsTextEncodersWithAnyPrefix(String prefix) {
        StateDict text = NetworkKind.TEXT_ENCODER.in(file("checkpoint_tiny")).orElseThrow();
        TreeMap<String, StoredTensor> renamed = new TreeMap<>();
        text.tensors().forEach((name, tensor) -> renamed.put(prefix + name, tensor));
        StateDict found =
                NetworkKind.TEXT_ENCODER.in(new StateDict("renamed", renamed)).orElseThrow();
        assertEquals(text.tensors().keySet(), found.tensors().keySet());
    }

    @Test
    void leavesAveragesAndSchedulesOut() {
        TreeMap<String, StoredTensor> tensors =
                new TreeMap<>(file("checkpoint_tiny").tensors());
        for (String extra : List.of(
                "model_ema.diffusion_modelinput_blocks00weight",
                "model_ema.decay",
                "betas",
                "alphas_cumprod",
                "global_step")) {
            tensors.put(extra, tensor(extra, 1));
        }
        StateDict unet = NetworkKind.UNET.in(new StateDict("test", tensors)).orElseThrow();
        assertEquals(686, unet.tensors().size());
    }

    private static Set<String> names(NetworkKind part, String manifest) {
        return new TreeSet<>(part.in(file(manifest)).orElseThrow().tensors().keySet());
    }

    private static StateDict file(String manifest) {
        TreeMap<String, StoredTensor> tensors = new TreeMap<>();
        Map<String, long[]> shapes = SeededFiles.manifest(manifest);
        shapes.forEach((name, shape) -> tensors.put(name, tensor(name, shape)));
        return new StateDict(manifest, tensors);
    }

    private static StoredTensor tensor(String name, long... shape) {
        return new StoredTensor(name, StoredType.F32, shape, new FileRegion(Path.of("none"), 0, 0));
    }
}
