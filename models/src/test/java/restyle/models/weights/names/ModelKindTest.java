package restyle.models.weights.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** One or two names with their shapes, {@code name=size x size}, as files of that kind have them. */
    @ParameterizedTest
    @CsvSource({
        "lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight=4x320, LORA",
        "unet.down_blocks.0.attentions.0.processor.to_q_lora.up.weight=320x4, LORA",
        "unet.mid_block.attentions.0.proj_in.lora_A.weight=4x1280, LORA",
        "lora_te_text_model_encoder_layers_0_mlp_fc1.hada_w1_a=4x768, LORA",
        "lora_unet_mid_block_attentions_0_proj_in.diff=8x8, LORA",
        "text_encoder.text_model.encoder.layers.0.self_attn.k_proj.lora_linear_layer.down.weight=4x768, LORA",
        "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight=4x1024, LORA_SD2",
        "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight=4x2048, LORA_SDXL",
        "unet.down_blocks.1.attentions.0.transformer_blocks.1.attn1.to_k.lora_A.weight=4x640, LORA_SDXL",
        "lora_te2_text_model_encoder_layers_0_mlp_fc1.alpha=1, LORA_SDXL",
        "transformer.single_transformer_blocks.0.attn.to_k.lora_A.weight=4x3072, LORA_OTHER",
        "lora_unet_double_blocks_0_img_attn_proj.lora_down.weight=4x3072, LORA_OTHER",
        "down_blocks.0.motion_modules.0.temporal_transformer.transformer_blocks.0.attention_blocks.0.processor.to_k_lora.up.weight"
                + "=320x64, MOTION_LORA",
        "unet.up_blocks.1.motion_modules.0.transformer_blocks.0.attn1.to_k.lora_A.weight=4x640, MOTION_LORA",
        "lora_controlnet=1, CONTROL_LORA",
        "input_blocks.1.1.transformer_blocks.0.attn2.to_k.down=2x768, CONTROL_LORA",
        "input_blocks.4.1.transformer_blocks.0.attn2.to_k.down=2x2048, CONTROL_LORA_SDXL",
        "lllite_unet_input_blocks_4_1.conditioning1.0.weight=16x3x4x4, CONTROL_LLLITE",
        "double_blocks.0.img_attn.proj.weight=3072x3072, OTHER_DIFFUSION",
        "model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight=4608x1536, OTHER_DIFFUSION",
        "down_blocks.0.temporal_attentions.0.proj_in.weight=320x320, MOTION_HOTSHOT",
        "image_proj.proj.weight=3072x1024, IP_ADAPTER",
        "image_proj.latents=1x16x768, IP_ADAPTER_PLUS",
        "image_proj.proj.0.weight=1280x1280, IP_ADAPTER_OTHER",
        "ip_adapter.1.to_k_ip.weight=640x2048, IP_ADAPTER_SDXL",
        "ip_adapter.0.to_q_lora.down.weight=128x320, IP_ADAPTER_FACE_ID",
        "vision_model.embeddings.class_embedding=1280, IMAGE_ENCODER",
        "visual.transformer.resblocks.0.ln_1.weight=1024, OPEN_CLIP",
        "conv_in.weight=320x192x3x3 body.0.block1.weight=320x320x3x3, T2I_ADAPTER",
        "adapter.conv_in.weight=320x64x3x3 adapter.body.0.resnets.0.block1.weight=320x320x3x3, T2I_ADAPTER",
        "adapter.conv_in.weight=320x768x3x3 adapter.body.0.resnets.0.block1.weight=320x320x3x3, T2I_ADAPTER_SDXL",
        "0.weight=64x3x3x3 1.conv.0.weight=64x64x3x3, TINY_VAE",
        "1.weight=64x4x3x3 3.conv.0.weight=64x64x3x3, TINY_VAE",
        "taesd_decoder.1.weight=64x4x3x3 taesd_decoder.3.conv.0.weight=64x64x3x3, TINY_VAE",
        "decoder.layers.0.weight=64x4x3x3 decoder.layers.2.conv.0.weight=64x64x3x3, TINY_VAE",
        "decoder.1.weight=64x4x3x3 decoder.3.conv.0.weight=64x128x3x3, TINY_VAE_VIDEO",
        "1.weight=64x16x3x3 3.conv.0.weight=64x64x3x3, TINY_VAE_OTHER",
        "decoder.conv_in.weight=512x16x3x3 decoder.up.0.block.0.conv1.weight=128x128x3x3, VAE_OTHER",
        "decoder.up_blocks.0.resnets.0.conv1.weight=512x512x3x3, VAE_ALONE",
        "text_model.embeddings.token_embedding.weight=49408x768, TEXT_ENCODER_ALONE",
        "text_model.embeddings.token_embedding.weight=49408x1280, TEXT_SDXL",
        "encoder.block.0.layer.0.SelfAttention.q.weight=4096x4096, TEXT_T5",
        "conv_first.weight=64x3x3x3 body.0.rdb1.conv1.weight=32x64x3x3, UPSCALER",
        "model.1.sub.0.RDB1.conv1.0.weight=32x64x3x3 model.0.weight=64x3x3x3, UPSCALER",
        "conv_first.weight=64x3x3x3 RRDB_trunk.0.RDB1.conv1.weight=32x64x3x3, UPSCALER",
        "body.0.weight=64x3x3x3 body.1.weight=64, UPSCALER_COMPACT",
        "conv_1.sk.weight=48x3x1x1 block_1.c1_r.eval_conv.weight=48x48x3x3, UPSCALER_SPAN",
        "conv_first.weight=180x3x3x3 layers.0.residual_group.blocks.0.norm1.weight=180, UPSCALER_OTHER",
        "pretrained.cls_token=1x1x384 depth_head.projects.0.weight=48x384x1x1, DEPTH_ANYTHING",
        "backbone.embeddings.cls_token=1x1x384 neck.convs.0.weight=64x48x3x3, DEPTH_ANYTHING",
        "norm=1x3x1x1 block1.convs.0.weight=64x3x3x3, HED",
        "emb_params=4x768, EMBEDDING",
        "string_to_param.*=4x768, EMBEDDING",
        "<my-style>=768, EMBEDDING",
        "clip_l=4x768 clip_g=4x1280, EMBEDDING_SDXL",
        "first.second=4, UNKNOWN"
    })
    void knowsFilesByFewNames(String names, ModelKind expected) {
        Map<String, long[]> shapes = shapes(names);
        assertEquals(expected, ModelKind.of(file(shapes)));
        if (expected != ModelKind.UNKNOWN && expected != ModelKind.EMBEDDING) {
            Map<String, long[]> wrapped = new TreeMap<>();
            shapes.forEach((name, shape) -> wrapped.put("module." + name, shape));
            assertEquals(expected, ModelKind.of(file(wrapped)));
        }
    }

    @Test
    void namesWhatHoldsSomeOfAMotionModule() {
        Map<String, long[]> names = SeededFiles.manifest("motion_original_tiny");
        assertEquals(ModelKind.SPARSE_CONTROL, ModelKind.of(plus(names, "controlnet_cond_embedding.conv_in.weight")));
        assertEquals(ModelKind.SPARSE_CONTROL, ModelKind.of(plus(names, "controlnet_down_blocks.0.weight")));
        assertEquals(ModelKind.MOTION_PIA, ModelKind.of(plus(names, "conv_in.weight", 32, 9, 3, 3)));
        assertEquals(ModelKind.MOTION_OTHER, ModelKind.of(plus(names, "img_encoder.conv_in.weight", 4)));
        assertEquals(
                ModelKind.MOTION_UNET,
                ModelKind.of(plus(names, "model.diffusion_model.input_blocks.0.0.weight", 32, 4, 3, 3)
                        .and(file(SeededFiles.manifest("checkpoint_tiny")))));
        assertEquals(ModelKind.MOTION_V2, ModelKind.of(plus(names, "global_step")));
        names.keySet().removeIf(name -> name.startsWith("down_blocks."));
        assertEquals(ModelKind.MOTION_PART, ModelKind.of(file(names)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "model.", "state_dict.", "module.state_dict.", "_orig_mod.", "animatediff."})
    void prefixesDoNotChangeAKind(String prefix) {
        for (String manifest : List.of("checkpoint_tiny", "motion_original_tiny", "controlnet_ldm_tiny")) {
            Map<String, long[]> names = SeededFiles.manifest(manifest);
            Map<String, long[]> wrapped = new TreeMap<>();
            names.forEach((name, shape) -> wrapped.put(prefix + name, shape));
            assertEquals(ModelKind.of(file(names)), ModelKind.of(file(wrapped)));
            for (NetworkKind part : NetworkKind.values()) {
                assertEquals(
                        part.in(file(names)).map(found -> found.tensors().keySet()),
                        part.in(file(wrapped)).map(found -> found.tensors().keySet()));
            }
        }
    }

    private static Map<String, long[]> shapes(String text) {
        Map<String, long[]> shapes = new TreeMap<>();
        for (String one : text.split(" ")) {
            String[] parts = one.split("=");
            shapes.put(
                    parts[0],
                    Arrays.stream(parts[1].split("x"))
                            .mapToLong(Long::parseLong)
                            .toArray());
        }
        return shapes;
    }

    private static StateDict plus(Map<String, long[]> names, String name, long... shape) {
        Map<String, long[]> more = new TreeMap<>(names);
        more.put(name, shape);
        return file(more);
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
