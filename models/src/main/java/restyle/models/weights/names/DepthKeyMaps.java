package restyle.models.weights.names;

import restyle.models.weights.KeyMap;

/** The way from transformers' names of Depth Anything to its authors', but for queries, keys and values, which stay three layers. */
final class DepthKeyMaps {
    private static final KeyMap BLOCK = KeyMap.NONE
            .rule("(.*)\\.attention\\.attention\\.query\\.(.*)", "$1.attn.q.$2")
            .rule("(.*)\\.attention\\.attention\\.key\\.(.*)", "$1.attn.k.$2")
            .rule("(.*)\\.attention\\.attention\\.value\\.(.*)", "$1.attn.v.$2")
            .rule("(.*)\\.attention\\.output\\.dense\\.(.*)", "$1.attn.proj.$2")
            .rule("(.*)\\.layer_scale(\\d)\\.lambda1", "$1.ls$2.gamma")
            .rule(".*", "$0");

    private static final String SCRATCH = "depth_head.scratch.";
    private static final int LEVELS = 4;

    /** Levels of the fusion are counted from the deepest there, from the finest here. */
    static final KeyMap TRANSFORMERS = KeyMap.NONE
            .rule("backbone\\.embeddings\\.(cls_token|mask_token)", "pretrained.$1")
            .rule("backbone\\.embeddings\\.position_embeddings", "pretrained.pos_embed")
            .rule("backbone\\.embeddings\\.patch_embeddings\\.projection\\.(.*)", "pretrained.patch_embed.proj.$1")
            .rule("backbone\\.encoder\\.layer\\.(.*)", "pretrained.blocks.$1")
            .rule("backbone\\.layernorm\\.(.*)", "pretrained.norm.$1")
            .rule("neck\\.reassemble_stage\\.layers\\.(\\d)\\.projection\\.(.*)", "depth_head.projects.$1.$2")
            .rule("neck\\.reassemble_stage\\.layers\\.(\\d)\\.resize\\.(.*)", "depth_head.resize_layers.$1.$2")
            .compute(
                    "neck\\.convs\\.(\\d)\\.(.*)",
                    m -> SCRATCH + "layer" + (Integer.parseInt(m.group(1)) + 1) + "_rn." + m.group(2))
            .compute(
                    "neck\\.fusion_stage\\.layers\\.(\\d)\\.projection\\.(.*)",
                    m -> refinenet(m.group(1)) + ".out_conv." + m.group(2))
            .compute(
                    "neck\\.fusion_stage\\.layers\\.(\\d)\\.residual_layer(\\d)\\.convolution(\\d)\\.(.*)",
                    m -> refinenet(m.group(1)) + ".resConfUnit" + m.group(2) + ".conv" + m.group(3) + "." + m.group(4))
            .rule("head\\.conv1\\.(.*)", SCRATCH + "output_conv1.$1")
            .rule("head\\.conv2\\.(.*)", SCRATCH + "output_conv2.0.$1")
            .rule("head\\.conv3\\.(.*)", SCRATCH + "output_conv2.2.$1")
            .then(BLOCK);

    private DepthKeyMaps() {}

    private static String refinenet(String layer) {
        return SCRATCH + "refinenet" + (LEVELS - Integer.parseInt(layer));
    }
}
