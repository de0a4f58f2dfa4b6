package restyle.models.model;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import restyle.models.graph.ModelException;
import restyle.models.weights.names.NetworkKind;

/**
 * What the entries of a config.json mean here: some must have the one value that is computed, some are read, some only repeat what the tensors
 * say or have no effect on results. Names and defaults are those of diffusers' and transformers' classes.
 *
 * @param classes that may have written the file; none if they do not say so
 * @param fixed entries that must have one value; null stands for null
 * @param free entries that need no look: read elsewhere, shown by the tensors, or without effect
 */
record ConfigRules(Set<String> classes, Map<String, Object> fixed, Set<String> free) {
    private static final Set<String> SHAPES_OF_UNETS = Set.of(
            "block_out_channels",
            "layers_per_block",
            "cross_attention_dim",
            "transformer_layers_per_block",
            "reverse_transformer_layers_per_block",
            "down_block_types",
            "up_block_types",
            "mid_block_type",
            "use_linear_projection",
            "attention_head_dim",
            "num_attention_heads",
            "norm_num_groups",
            "norm_eps",
            "sample_size",
            "dropout",
            "upcast_attention",
            "addition_embed_type_num_heads",
            "mid_block_only_cross_attention");

    private static final Map<String, Object> FIXED_IN_UNETS = fixed(
            "act_fn",
            "silu",
            "in_channels",
            4,
            "out_channels",
            4,
            "flip_sin_to_cos",
            true,
            "freq_shift",
            0,
            "center_input_sample",
            false,
            "conv_in_kernel",
            3,
            "conv_out_kernel",
            3,
            "downsample_padding",
            1,
            "mid_block_scale_factor",
            1,
            "only_cross_attention",
            false,
            "dual_cross_attention",
            false,
            "resnet_time_scale_shift",
            "default",
            "resnet_skip_time_act",
            false,
            "resnet_out_scale_factor",
            1,
            "time_embedding_type",
            "positional",
            "attention_type",
            "default",
            "class_embeddings_concat",
            false,
            "addition_embed_type",
            null,
            "addition_time_embed_dim",
            null,
            "class_embed_type",
            null,
            "num_class_embeds",
            null,
            "projection_class_embeddings_input_dim",
            null,
            "encoder_hid_dim",
            null,
            "encoder_hid_dim_type",
            null,
            "time_embedding_dim",
            null,
            "time_embedding_act_fn",
            null,
            "timestep_post_act",
            null,
            "time_cond_proj_dim",
            null,
            "cross_attention_norm",
            null);

    private static final ConfigRules UNET =
            new ConfigRules(Set.of("UNet2DConditionModel"), FIXED_IN_UNETS, SHAPES_OF_UNETS);

    private static final ConfigRules CONTROLNET = new ConfigRules(
            Set.of("ControlNetModel"),
            with(FIXED_IN_UNETS, "controlnet_conditioning_channel_order", "rgb", "conditioning_channels", 3),
            with(SHAPES_OF_UNETS, "conditioning_embedding_out_channels", "global_pool_conditions"));

    private static final ConfigRules VAE = new ConfigRules(
            Set.of("AutoencoderKL"),
            fixed(
                    "act_fn",
                    "silu",
                    "in_channels",
                    3,
                    "out_channels",
                    3,
                    "latent_channels",
                    4,
                    "shift_factor",
                    null,
                    "latents_mean",
                    null,
                    "latents_std",
                    null),
            Set.of(
                    "block_out_channels",
                    "layers_per_block",
                    "down_block_types",
                    "up_block_types",
                    "norm_num_groups",
                    "sample_size",
                    "scaling_factor",
                    "force_upcast",
                    "use_quant_conv",
                    "use_post_quant_conv",
                    "mid_block_add_attention"));

    /** Classes of transformers stand in "architectures", which may be missing; the tensors decide. */
    private static final ConfigRules TEXT = new ConfigRules(
            Set.of(),
            fixed("layer_norm_eps", 1e-5, "is_decoder", false, "add_cross_attention", false),
            Set.of(
                    "architectures",
                    "attention_dropout",
                    "bos_token_id",
                    "dropout",
                    "dtype",
                    "eos_token_id",
                    "hidden_act",
                    "hidden_size",
                    "initializer_factor",
                    "initializer_range",
                    "intermediate_size",
                    "max_position_embeddings",
                    "model_type",
                    "num_attention_heads",
                    "num_hidden_layers",
                    "pad_token_id",
                    "projection_dim",
                    "torch_dtype",
                    "transformers_version",
                    "vocab_size"));

    private static final ConfigRules MOTION = new ConfigRules(
            Set.of("MotionAdapter"),
            fixed("conv_in_channels", null),
            Set.of(
                    "block_out_channels",
                    "motion_layers_per_block",
                    "motion_max_seq_length",
                    "motion_mid_block_layers_per_block",
                    "motion_norm_num_groups",
                    "motion_num_attention_heads",
                    "motion_transformer_layers_per_block",
                    "motion_transformer_layers_per_mid_block",
                    "use_motion_mid_block"));

    private static final ConfigRules NONE = new ConfigRules(Set.of(), Map.of(), Set.of());

    /** Returns the rules for a network's settings; networks that are not listed have none. */
    static ConfigRules of(NetworkKind part) {
        return switch (part) {
            case UNET -> UNET;
            case CONTROLNET -> CONTROLNET;
            case VAE -> VAE;
            case TEXT_ENCODER -> TEXT;
            case MOTION -> MOTION;
            default -> NONE;
        };
    }

    /** @throws ModelException if an entry asks for what is not computed here */
    void require(NetworkConfig config) {
        String type = config.text("_class_name", "");
        if (!type.isEmpty() && !classes.isEmpty() && !classes.contains(type)) {
            throw new ModelException("%s: _class_name should be %s, found %s"
                    .formatted(config.path(), String.join(" or ", classes), type));
        }
        fixed.forEach((name, value) -> {
            if (value == null) {
                config.requireAbsent(name);
            } else {
                config.require(name, value);
            }
        });
    }

    /** Returns the entries that mean nothing here, with their values: what a newer program wrote, or an older one. */
    List<String> unknown(NetworkConfig config) {
        Map<String, String> unknown = new TreeMap<>();
        config.json().properties().forEach(entry -> {
            boolean said = entry.getValue().isNull()
                    || entry.getValue().isBoolean() && !entry.getValue().booleanValue();
            String name = entry.getKey();
            if (!said && !name.startsWith("_") && !fixed.containsKey(name) && !free.contains(name)) {
                unknown.put(name, entry.getValue().toString());
            }
        });
        return unknown.entrySet().stream()
                .map(entry -> "%s: the entry %s: %s is not known to restyle and has no effect"
                        .formatted(config.path(), entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, Object> fixed(Object... pairs) {
        return with(Map.of(), pairs);
    }

    private static Map<String, Object> with(Map<String, Object> some, Object... pairs) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        for (int i = 0; i < pairs.length; i += 2) {
            all.put((String) pairs[i], pairs[i + 1]);
        }
        return all;
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }
}
