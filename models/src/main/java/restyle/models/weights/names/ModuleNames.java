package restyle.models.weights.names;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import restyle.models.weights.StateDict;

/**
 * Finds the layers of a network by the names that adapters give them: diffusers' or CompVis', with dots or with underscores instead, of
 * attention processors, of AnimateDiff's motion modules. Underscores cannot be told from those within names, so every name is compared in
 * the form that has no dots. Names of diffusers' first text encoder LoRAs follow its attention's.
 */
public final class ModuleNames {
    private static final String TENSOR = "\\.(weight|bias)$";

    private final Map<String, String> modules = new HashMap<>();

    private ModuleNames() {}

    /** Collects the layers of a network. */
    public static ModuleNames of(StateDict network) {
        ModuleNames names = new ModuleNames();
        network.tensors().keySet().forEach(name -> {
            String module = name.replaceFirst(TENSOR, "");
            names.modules.put(module.replace('.', '_'), module);
        });
        return names;
    }

    /**
     * Finds a layer.
     *
     * @param written as a file has it, without the network's prefix
     * @return its name in the network, or empty if the network has no such layer
     */
    public Optional<String> find(String written) {
        String flat = written.replace('.', '_')
                .replace("_processor_", "_")
                .replace("_temporal_transformer_", "_")
                .replace("_attention_blocks_0_", "_attn1_")
                .replace("_attention_blocks_1_", "_attn2_")
                .replaceFirst("^text_model_", "")
                .replaceFirst("_self_attn_to_([qkv])$", "_self_attn_$1_proj")
                .replaceFirst("_self_attn_to_out(_0)?$", "_self_attn_out_proj")
                .replaceFirst("_to_out$", "_to_out_0");
        return Optional.ofNullable(modules.get(flat)).or(() -> compVis(flat).map(modules::get));
    }

    /** Gives the name without dots that diffusers has for a layer of CompVis' UNet. */
    private static Optional<String> compVis(String flat) {
        String dotted = flat.replaceFirst("^(input_blocks|output_blocks)_(\\d+)_(\\d+)(_|$)", "$1.$2.$3.")
                .replaceFirst("^middle_block_(\\d+)_", "middle_block.$1.")
                .replaceFirst("^(time_embed|out)_(\\d)$", "$1.$2.")
                .replaceFirst("(in_layers|emb_layers|out_layers)_(\\d)$", "$1.$2");
        String tensor = dotted.endsWith(".") ? dotted + "weight" : dotted + ".weight";
        return KeyMaps.LDM_UNET
                .rename(tensor)
                .map(name -> name.replaceFirst(TENSOR, "").replace('.', '_'));
    }
}
