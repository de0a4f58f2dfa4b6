package restyle.models.weights.names;

import restyle.models.weights.KeyMap;

/**
 * The way from the names in the community's files to those of diffusers, for every layout of a Stable Diffusion 1.x network. Prefixes of whole
 * networks are already gone. Sources: CompVis/stable-diffusion ldm/modules, lllyasviel/ControlNet cldm, guoyww/AnimateDiff.
 */
final class KeyMaps {
    /** Blocks of the encoding half hold two resnets and a downsampler, so three LDM blocks make one here. */
    private static final int GROUP = 3;

    private static final KeyMap LDM_RESNET = KeyMap.NONE
            .rule("(.*\\.resnets\\.\\d+)\\.in_layers\\.0\\.(.*)", "$1.norm1.$2")
            .rule("(.*\\.resnets\\.\\d+)\\.in_layers\\.2\\.(.*)", "$1.conv1.$2")
            .rule("(.*\\.resnets\\.\\d+)\\.emb_layers\\.1\\.(.*)", "$1.time_emb_proj.$2")
            .rule("(.*\\.resnets\\.\\d+)\\.out_layers\\.0\\.(.*)", "$1.norm2.$2")
            .rule("(.*\\.resnets\\.\\d+)\\.out_layers\\.3\\.(.*)", "$1.conv2.$2")
            .rule("(.*\\.resnets\\.\\d+)\\.skip_connection\\.(.*)", "$1.conv_shortcut.$2")
            .rule(".*", "$0");

    private static final KeyMap LDM_BLOCKS = KeyMap.NONE
            .rule("time_embed\\.0\\.(.*)", "time_embedding.linear_1.$1")
            .rule("time_embed\\.2\\.(.*)", "time_embedding.linear_2.$1")
            .rule("input_blocks\\.0\\.0\\.(.*)", "conv_in.$1")
            .compute("input_blocks\\.(\\d{1,9})\\.([01])\\.(.*)", m -> down(number(m.group(1)), m.group(2), m.group(3)))
            .rule("middle_block\\.0\\.(.*)", "mid_block.resnets.0.$1")
            .rule("middle_block\\.1\\.(.*)", "mid_block.attentions.0.$1")
            .rule("middle_block\\.2\\.(.*)", "mid_block.resnets.1.$1")
            .compute("output_blocks\\.(\\d{1,9})\\.([012])\\.(.*)", m -> up(number(m.group(1)), m.group(2), m.group(3)))
            .rule("out\\.0\\.(.*)", "conv_norm_out.$1")
            .rule("out\\.2\\.(.*)", "conv_out.$1");

    static final KeyMap LDM_UNET = LDM_BLOCKS.then(LDM_RESNET);

    static final KeyMap LDM_CONTROLNET = LDM_BLOCKS
            .rule("input_hint_block\\.0\\.(.*)", "controlnet_cond_embedding.conv_in.$1")
            .rule("input_hint_block\\.14\\.(.*)", "controlnet_cond_embedding.conv_out.$1")
            .compute(
                    "input_hint_block\\.(\\d{1,9})\\.(.*)",
                    m -> "controlnet_cond_embedding.blocks." + (number(m.group(1)) / 2 - 1) + "." + m.group(2))
            .rule("zero_convs\\.(\\d+)\\.0\\.(.*)", "controlnet_down_blocks.$1.$2")
            .rule("middle_block_out\\.0\\.(.*)", "controlnet_mid_block.$1")
            .then(LDM_RESNET);

    /** The middle attention of an autoencoder in older diffusers files. */
    static final KeyMap OLD_VAE = KeyMap.NONE
            .rule("(.*\\.attentions\\.0)\\.query\\.(.*)", "$1.to_q.$2")
            .rule("(.*\\.attentions\\.0)\\.key\\.(.*)", "$1.to_k.$2")
            .rule("(.*\\.attentions\\.0)\\.value\\.(.*)", "$1.to_v.$2")
            .rule("(.*\\.attentions\\.0)\\.proj_attn\\.(.*)", "$1.to_out.0.$2")
            .rule(".*", "$0");

    /** TAESD's authors count the step that limits the latents, which has no weights; diffusers does not. */
    static final KeyMap DIFFUSERS_TINY_DECODER =
            KeyMap.NONE.compute("(\\d{1,9})\\.(.*)", m -> number(m.group(1)) + 1 + "." + m.group(2));

    private static final KeyMap LDM_VAE_PARTS = KeyMap.NONE
            .rule("(.*)\\.nin_shortcut\\.(.*)", "$1.conv_shortcut.$2")
            .rule("(.*)\\.norm_out\\.(.*)", "$1.conv_norm_out.$2")
            .rule("(.*\\.attentions\\.0)\\.norm\\.(.*)", "$1.group_norm.$2")
            .rule("(.*\\.attentions\\.0)\\.([qkv])\\.(.*)", "$1.to_$2.$3")
            .rule("(.*\\.attentions\\.0)\\.proj_out\\.(.*)", "$1.to_out.0.$2")
            .rule(".*", "$0");

    static final KeyMap TEXT_ENCODER =
            KeyMap.NONE.rule("(?:text_model\\.)?((?:embeddings|encoder|final_layer_norm)\\..*)", "$1");

    /** AnimateDiff's own layout; positions are stored with each attention, and the first one's serve both. */
    static final KeyMap MOTION = KeyMap.NONE
            .rule("(.*)\\.attention_blocks\\.0\\.pos_encoder\\.pe", "$1.pos_embed.pe")
            .rule("(.*)\\.attention_blocks\\.1\\.pos_encoder\\.pe", "$1.pos_embed.1.pe")
            .rule("(.*)\\.attention_blocks\\.0\\.(.*)", "$1.attn1.$2")
            .rule("(.*)\\.attention_blocks\\.1\\.(.*)", "$1.attn2.$2")
            .rule("(.*)\\.norms\\.0\\.(.*)", "$1.norm1.$2")
            .rule("(.*)\\.norms\\.1\\.(.*)", "$1.norm2.$2")
            .rule("(.*)\\.ff_norm\\.(.*)", "$1.norm3.$2")
            .rule(".*", "$0")
            .then(KeyMap.NONE
                    .rule("(?:module\\.)?(.*\\.motion_modules\\.\\d+)\\.temporal_transformer\\.(.*)", "$1.$2")
                    .rule("((?:down_blocks|mid_block|up_blocks)\\..*motion_modules\\..*)", "$1"));

    private KeyMaps() {}

    /** Renames LDM's VAE: LDM counts the decoder's levels from the finest, diffusers from the coarsest, so their number matters. */
    static KeyMap ldmVae(int levels) {
        return KeyMap.NONE
                .rule("(encoder|decoder)\\.mid\\.block_1\\.(.*)", "$1.mid_block.resnets.0.$2")
                .rule("(encoder|decoder)\\.mid\\.block_2\\.(.*)", "$1.mid_block.resnets.1.$2")
                .rule("(encoder|decoder)\\.mid\\.attn_1\\.(.*)", "$1.mid_block.attentions.0.$2")
                .rule("encoder\\.down\\.(\\d+)\\.block\\.(\\d+)\\.(.*)", "encoder.down_blocks.$1.resnets.$2.$3")
                .rule("encoder\\.down\\.(\\d+)\\.downsample\\.(.*)", "encoder.down_blocks.$1.downsamplers.0.$2")
                .compute(
                        "decoder\\.up\\.(\\d{1,9})\\.block\\.(.*)",
                        m -> "decoder.up_blocks." + (levels - 1 - number(m.group(1))) + ".resnets." + m.group(2))
                .compute(
                        "decoder\\.up\\.(\\d{1,9})\\.upsample\\.(.*)",
                        m -> "decoder.up_blocks." + (levels - 1 - number(m.group(1))) + ".upsamplers.0." + m.group(2))
                .rule("(?:encoder|decoder)\\.(?:conv_in|norm_out|conv_out)\\..*", "$0")
                .rule("(?:post_)?quant_conv\\..*", "$0")
                .then(LDM_VAE_PARTS);
    }

    private static String down(int index, String part, String rest) {
        int block = (index - 1) / GROUP;
        int layer = (index - 1) % GROUP;
        if (layer == GROUP - 1) {
            return "down_blocks." + block + ".downsamplers.0." + rest.replaceFirst("^op\\.", "conv.");
        }
        return "down_blocks." + block + (part.equals("0") ? ".resnets." : ".attentions.") + layer + "." + rest;
    }

    /** The upsampler follows whatever its block ends with, so it is told by its name. */
    private static String up(int index, String part, String rest) {
        String block = "up_blocks." + index / GROUP;
        int layer = index % GROUP;
        if (rest.startsWith("conv.")) {
            return block + ".upsamplers.0." + rest;
        }
        return block + (part.equals("0") ? ".resnets." : ".attentions.") + layer + "." + rest;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
