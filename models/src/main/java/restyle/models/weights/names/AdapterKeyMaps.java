package restyle.models.weights.names;

import restyle.models.weights.KeyMap;
import restyle.models.weights.StateDict;

/** The way from the names in diffusers' files of adapters to those of their authors. Source: TencentARC/T2I-Adapter, diffusers' T2IAdapter. */
final class AdapterKeyMaps {
    /** Newer programs leave the outer name away. */
    static final KeyMap FLAT_IMAGE_ENCODER = KeyMap.NONE
            .rule("(?:embeddings|pre_layrnorm|encoder|post_layernorm)\\..*", "vision_model.$0")
            .rule(".*", "$0");

    private static final int BLOCKS = 2;

    private AdapterKeyMaps() {}

    /**
     * Renames the networks of T2I-Adapters: diffusers counts levels and the blocks in them; a full adapter's authors count blocks, a
     * light one's levels and blocks.
     */
    static KeyMap t2i(StateDict tensors) {
        if (!tensors.tensors().containsKey("body.0.resnets.0.block1.weight")) {
            return KeyMap.SAME;
        } else if (!tensors.tensors().containsKey("conv_in.weight")) {
            return KeyMap.NONE
                    .rule("body\\.(\\d+)\\.resnets\\.(\\d+)\\.(.*)", "body.$1.body.$2.$3")
                    .rule(".*", "$0");
        }
        return KeyMap.NONE
                .compute(
                        "body\\.(\\d{1,9})\\.resnets\\.(\\d{1,9})\\.(.*)",
                        m -> block(m.group(1), m.group(2), m.group(3)))
                .compute("body\\.(\\d{1,9})\\.(in_conv\\..*)", m -> block(m.group(1), "0", m.group(2)))
                .rule(".*", "$0");
    }

    private static String block(String level, String index, String rest) {
        return "body." + (BLOCKS * number(level) + number(index)) + "." + rest;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
