package restyle.models.weights.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.models.graph.FileRegion;
import restyle.models.testing.SeededFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;
import restyle.models.weights.StoredType;

class ModelKindTest {

    @ParameterizedTest
    @CsvSource({
        "checkpoint_tiny, SD15_CHECKPOINT",
        "checkpoint_full, SD15_CHECKPOINT",
        "motion_original_full, MOTION_V2",
        "motion_diffusers_full, MOTION_V2",
        "controlnet_ldm_full, CONTROLNET",
        "controlnet_diffusers_tiny, CONTROLNET"
    })
    void knowsWholeFiles(String manifest, ModelKind expected) {
        assertEquals(expected, ModelKind.of(file(SeededFiles.manifest(manifest))));
    }

    @Test
    void tellsMotionModulesApart() {
        Map<String, long[]> names = SeededFiles.manifest("motion_original_full");
        names.keySet().removeIf(name -> name.startsWith("mid_block."));
        assertEquals(ModelKind.MOTION_V3, ModelKind.of(file(names)));
        names.replaceAll((name, shape) -> name.endsWith(".pe") ? new long[] {1, 24, shape[2]} : shape);
        assertEquals(ModelKind.MOTION_V1, ModelKind.of(file(names)));
        names.keySet().removeIf(name -> name.endsWith(".pe"));
        assertEquals(ModelKind.MOTION_LCM, ModelKind.of(file(names)));
        names.keySet().removeIf(name -> name.startsWith("down_blocks.3."));
        assertEquals(ModelKind.MOTION_SDXL, ModelKind.of(file(names)));
    }

    @Test
    void tellsOtherGenerationsByTheWidthOfTheirPrompts() {
        String prompt = "model.diffusion_model.input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight";
        assertEquals(ModelKind.SD2, ModelKind.of(with(prompt, 640, 1024)));
        assertEquals(ModelKind.SDXL, ModelKind.of(with(prompt, 640, 2048)));
        assertEquals(ModelKind.SD2, ModelKind.of(with("cond_stage_model.model.ln_final.weight", 1024)));
        assertEquals(
                ModelKind.SDXL,
                ModelKind.of(with("conditioner.embedders.0.transformer.text_model.embeddings.position_ids", 77)));
    }

    @Test
    void tellsUNetsWithOtherInputs() {
        String first = "model.diffusion_model.input_blocks.0.0.weight";
        assertEquals(ModelKind.INPAINTING, ModelKind.of(with(first, 320, 9, 3, 3)));
        assertEquals(ModelKind.INSTRUCT, ModelKind.of(with(first, 320, 8, 3, 3)));
    }

    @ParameterizedTest
    @CsvSource({
        "lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight, LORA",
        "unet.down_blocks.0.attentions.0.processor.to_q_lora.up.weight, LORA",
        "unet.mid_block.attentions.0.proj_in.lora_A.weight, LORA",
        "lora_te_text_model_encoder_layers_0_mlp_fc1.hada_w1_a, LORA",
        "double_blocks.0.img_attn.proj.weight, OTHER_DIFFUSION",
        "image_proj.proj.weight, IP_ADAPTER",
        "body.0.block1.weight, T2I_ADAPTER",
        "body.0.rdb1.conv1.weight, UPSCALER",
        "block1.convs.0.weight, HED",
        "emb_params, EMBEDDING",
        "<my-style>, EMBEDDING",
        "decoder.up_blocks.0.resnets.0.conv1.weight, VAE",
        "text_model.embeddings.token_embedding.weight, TEXT_ENCODER",
        "first.second, UNKNOWN"
    })
    void knowsFilesByOneName(String name, ModelKind expected) {
        assertEquals(expected, ModelKind.of(file(Map.of(name, new long[] {4, 768}))));
    }

    private static StateDict with(String name, long... shape) {
        Map<String, long[]> names = SeededFiles.manifest("checkpoint_full");
        names.put(name, shape);
        return file(names);
    }

    private static StateDict file(Map<String, long[]> shapes) {
        TreeMap<String, StoredTensor> tensors = new TreeMap<>();
        shapes.forEach((name, shape) -> tensors.put(
                name, new StoredTensor(name, StoredType.F32, shape, new FileRegion(Path.of("none"), 0, 0))));
        return new StateDict("test", tensors);
    }
}
