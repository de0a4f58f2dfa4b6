package restyle.models.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;
import restyle.models.runtime.FloatTensor;
import restyle.models.testing.SeededFiles;
import restyle.models.testing.TensorFiles;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredType;
import restyle.models.weights.format.Safetensors;
import restyle.models.weights.names.NetworkKind;
import restyle.models.weights.patch.Patch;

/** What a LoRA file is taken for, and what is said of files that cannot be used. */
class LoraTest {
    private static final String QUERY = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_q";
    private static final String KEY = "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k";

    @TempDir
    Path folder;

    private StateDict unet;

    @BeforeEach
    void write() {
        Map<String, long[]> names = Map.of(
                QUERY + ".weight",
                new long[] {8, 8},
                KEY + ".weight",
                new long[] {8, 6},
                "down_blocks.0.resnets.0.conv1.weight",
                new long[] {8, 4, 3, 3},
                "down_blocks.0.resnets.0.conv1.bias",
                new long[] {8},
                "down_blocks.0.resnets.0.norm1.weight",
                new long[] {4});
        unet = StateDict.of(
                Safetensors.read(SeededFiles.write(folder.resolve("unet.safetensors"), names, 1, StoredType.F32)));
    }

    @Test
    void findsLayersByAnyOfTheirNames() {
        for (String name : List.of(
                "unet." + QUERY + ".lora_%s.weight",
                "base_model.model.unet." + QUERY + ".lora_%s.default.weight",
                "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_q.lora_%s.weight",
                "lora_unet_input_blocks_1_1_transformer_blocks_0_attn2_to_q.lora_%s.weight",
                "diffusion_model.input_blocks.1.1.transformer_blocks.0.attn2.to_q.lora_%s.weight")) {
            Lora lora = lora(Map.of(name.formatted("A"), shape(2, 8), name.formatted("B"), shape(8, 2)));
            assertEquals(List.of(QUERY + ".weight"), targets(lora), name);
        }
        Lora conv = lora(Map.of(
                "lora_unet_input_blocks_1_0_in_layers_2.lora_down.weight", shape(2, 4, 3, 3),
                "lora_unet_input_blocks_1_0_in_layers_2.lora_up.weight", shape(8, 2, 1, 1)));
        assertEquals(List.of("down_blocks.0.resnets.0.conv1.weight"), targets(conv));
    }

    @Test
    void changesBiasesAndNormsToo() {
        Lora lora = lora(Map.of(
                "lora_unet_down_blocks_0_resnets_0_conv1.diff_b", shape(8),
                "lora_unet_down_blocks_0_resnets_0_norm1.w_norm", shape(4)));
        assertEquals(
                List.of("down_blocks.0.resnets.0.conv1.bias", "down_blocks.0.resnets.0.norm1.weight"), targets(lora));
    }

    @Test
    void dividesAlphaByTheRank() throws IOException {
        Map<String, FloatTensor> pair = Map.of(
                "unet." + QUERY + ".lora_A.weight", shape(4, 8), "unet." + QUERY + ".lora_B.weight", shape(8, 4));
        assertEquals("add 0.5 * low rank", formula(pair, 0.5));
        Map<String, FloatTensor> more = new TreeMap<>(pair);
        more.put("unet." + QUERY + ".alpha", FloatTensor.of(new float[] {1}));
        assertEquals("add 0.125 * low rank", formula(more, 0.5));
        more.put("unet." + QUERY + ".alpha", FloatTensor.of(new float[] {0}));
        assertEquals("add 0.5 * low rank", formula(more, 0.5));
        Path peft = TensorFiles.write(folder.resolve("adapter_model.safetensors"), pair);
        Path config = folder.resolve("adapter_config.json");
        Files.writeString(config, "{\"lora_alpha\": 8, \"r\": 4}");
        assertEquals("add 1.0 * low rank", formula(Lora.open(folder, 0.5)));
        Files.writeString(config, "{\"lora_alpha\": 8, \"use_rslora\": true, \"alpha_pattern\": {\"attn2.to_q\": 6}}");
        assertEquals("add 1.5 * low rank", formula(Lora.open(peft, 0.5)));
        Files.writeString(
                config, "{\"lora_alpha\": 8, \"alpha_pattern\": {\"^attn2.to_q\": 2, \"^down_blocks.*to_q\": 4}}");
        assertEquals("add 0.5 * low rank", formula(Lora.open(peft, 0.5)));
        Files.writeString(config, "{\"lora_alpha\": 8, \"alpha_pattern\": {\"to_[qk\": 2}}");
        refuses(
                "the key 'to_[qk' of alpha_pattern should be a regular expression",
                () -> formula(Lora.open(peft, 0.5)));
        Files.writeString(config, "{");
        refuses("should be JSON", () -> Lora.open(peft, 1));
    }

    @Test
    void refusesWhatIsNoLora() {
        refuses("expected a LoRA", () -> lora(Map.of("anything", shape(3))));
        refuses(
                "holds 1 tensors that are not known in a LoRA: unet." + QUERY + ".oft_blocks",
                () -> lora(Map.of(
                        "unet." + QUERY + ".lora_A.weight", shape(2, 8),
                        "unet." + QUERY + ".lora_B.weight", shape(8, 2),
                        "unet." + QUERY + ".oft_blocks", shape(2, 4, 4))));
        refuses(
                "is a LoRA for Stable Diffusion XL",
                () -> lora(Map.of("lora_te2_text_model_encoder_layers_0_mlp_fc1.lora_up.weight", shape(8, 2))));
        refuses(
                "is a LoRA for a model of another family",
                () -> lora(Map.of("transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight", shape(8, 2))));
    }

    @Test
    void refusesSeveralLorasInOneFile() {
        for (String other : List.of("unet." + QUERY + ".lora_A.second.weight", "unet." + QUERY + ".lora_down.weight")) {
            refuses(
                    "two tensors are the lora_down of the layer " + QUERY + ", so it holds more than one LoRA",
                    () -> lora(Map.of(
                            "unet." + QUERY + ".lora_A.first.weight",
                            shape(2, 8),
                            other,
                            shape(2, 8),
                            "unet." + QUERY + ".lora_B.first.weight",
                            shape(8, 2))));
        }
    }

    @Test
    void refusesWhatIsNotComplete() {
        refuses(
                "the layer " + QUERY + " has no lora_up; is the file complete?",
                () -> targets(lora(Map.of("unet." + QUERY + ".lora_A.weight", shape(2, 8)))));
        refuses(
                "what it holds for the layer " + QUERY + " is not complete",
                () -> targets(lora(Map.of("unet." + QUERY + ".alpha", FloatTensor.of(new float[] {1})))));
        refuses(
                "should be one number",
                () -> targets(lora(Map.of(
                        "unet." + QUERY + ".lora_A.weight", shape(2, 8),
                        "unet." + QUERY + ".lora_B.weight", shape(8, 2),
                        "unet." + QUERY + ".alpha", shape(2)))));
    }

    @Test
    void refusesLorasOfOtherModels() {
        refuses(
                "cannot change " + KEY + ".weight F32[8, 6]; it was made for Stable Diffusion XL",
                () -> targets(lora(Map.of(
                        "unet." + KEY + ".lora_A.weight", shape(2, 2048),
                        "unet." + KEY + ".lora_B.weight", shape(8, 2)))));
        refuses(
                "it does not fit",
                () -> targets(lora(Map.of(
                        "lora_unet_input_blocks_4_1_transformer_blocks_7_attn2_to_k.lora_down.weight", shape(2, 6),
                        "lora_unet_input_blocks_4_1_transformer_blocks_7_attn2_to_k.lora_up.weight", shape(8, 2)))));
        refuses(
                "lacks 1 layers that it changes: up_blocks.7.conv",
                () -> targets(lora(Map.of(
                        "unet.up_blocks.7.conv.lora_A.weight", shape(2, 6),
                        "unet.up_blocks.7.conv.lora_B.weight", shape(8, 2)))));
    }

    @Test
    void tellsMotionLorasFromOthers() {
        String motion = "down_blocks.0.motion_modules.0.temporal_transformer.transformer_blocks.0.attention_blocks.0"
                + ".processor.to_q_lora.%s.weight";
        Map<String, FloatTensor> tensors =
                Map.of(motion.formatted("down"), shape(2, 8), motion.formatted("up"), shape(8, 2));
        refuses("use --motion-lora for it", () -> lora(tensors));
        refuses(
                "it needs a motion module, and none is used",
                () -> targets(Lora.openMotion(folder.resolve("lora.safetensors"), 1)));
        lora(Map.of("unet." + QUERY + ".lora_A.weight", shape(2, 8), "unet." + QUERY + ".lora_B.weight", shape(8, 2)));
        refuses("use --lora for it", () -> Lora.openMotion(folder.resolve("lora.safetensors"), 1));
    }

    private Lora lora(Map<String, FloatTensor> tensors) {
        return Lora.open(TensorFiles.write(folder.resolve("lora.safetensors"), tensors), 1);
    }

    private String formula(Map<String, FloatTensor> tensors, double strength) {
        return formula(Lora.open(TensorFiles.write(folder.resolve("lora.safetensors"), tensors), strength));
    }

    private String formula(Lora lora) {
        return lora.changes(NetworkKind.UNET, unet).patches().byTarget().get(QUERY + ".weight").stream()
                .map(Patch::formula)
                .toList()
                .get(0);
    }

    private List<String> targets(Lora lora) {
        return List.copyOf(
                lora.changes(NetworkKind.UNET, unet).patches().byTarget().keySet());
    }

    private static FloatTensor shape(long... shape) {
        return FloatTensor.zeros(shape);
    }

    private void refuses(String message, Executable operation) {
        ModelException e = assertThrows(ModelException.class, operation);
        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
