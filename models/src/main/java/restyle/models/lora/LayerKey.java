package restyle.models.lora;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import restyle.models.weights.names.NetworkKind;

/**
 * The layer that a tensor of a LoRA file is for.
 *
 * @param network whose layer it is; motion modules count for themselves
 * @param name as the file writes it, without the network's prefix
 */
record LayerKey(NetworkKind network, String name) implements Comparable<LayerKey> {
    private static final Comparator<LayerKey> ORDER =
            Comparator.comparing(LayerKey::network).thenComparing(LayerKey::name);

    private static final String WRAPPERS = "^(base_model\\.model\\.|module\\.)";

    private static final Map<String, NetworkKind> PREFIXES = Map.of(
            "lora_unet_", NetworkKind.UNET,
            "unet.", NetworkKind.UNET,
            "diffusion_model.", NetworkKind.UNET,
            "model.diffusion_model.", NetworkKind.UNET,
            "lora_te_", NetworkKind.TEXT_ENCODER,
            "lora_te1_", NetworkKind.TEXT_ENCODER,
            "text_encoder.", NetworkKind.TEXT_ENCODER);

    private static final String UNET_PARTS =
            "(down_blocks|mid_block|up_blocks|input_blocks|middle_block|output_blocks)[._].*|conv_(in|out)|time_embed.*";
    private static final String TEXT_PARTS = "(text_model|encoder)[._].*";

    /**
     * What a tensor of a file is for.
     *
     * @param layer that it changes
     * @param role what it is to the layer
     */
    record LoraTensor(LayerKey layer, Role role) {}

    /** Reads a tensor's name; empty if it is none that a LoRA for Stable Diffusion 1.5 has. */
    static Optional<LoraTensor> read(String tensor) {
        String name = tensor.replaceFirst(WRAPPERS, "");
        for (Role role : Role.values()) {
            Matcher matcher = role.pattern.matcher(name);
            if (matcher.matches()) {
                return layer(matcher.group(1)).map(layer -> new LoraTensor(layer, role));
            }
        }
        return Optional.empty();
    }

    private static Optional<LayerKey> layer(String written) {
        for (Map.Entry<String, NetworkKind> prefix : PREFIXES.entrySet()) {
            if (written.startsWith(prefix.getKey())) {
                return Optional.of(
                        of(prefix.getValue(), written.substring(prefix.getKey().length())));
            }
        }
        if (written.matches(UNET_PARTS)) {
            return Optional.of(of(NetworkKind.UNET, written));
        }
        return written.matches(TEXT_PARTS)
                ? Optional.of(new LayerKey(NetworkKind.TEXT_ENCODER, written))
                : Optional.empty();
    }

    private static LayerKey of(NetworkKind network, String name) {
        boolean motion = network == NetworkKind.UNET && name.matches(".*[._]motion_modules[._].*");
        return new LayerKey(motion ? NetworkKind.MOTION : network, name);
    }

    boolean isMotion() {
        return network == NetworkKind.MOTION;
    }

    /** Tells whether the name is one that diffusers once gave to attention, and AnimateDiff to all of its LoRAs. */
    boolean isProcessor() {
        return name.contains(".processor.");
    }

    /** Returns the network in whose graph the layer is. */
    NetworkKind owner() {
        return isMotion() ? NetworkKind.UNET : network;
    }

    /** Tells whether a network may lack the layer: only some motion modules have one in the middle of the UNet. */
    boolean isOptional() {
        return isMotion() && name.matches("mid_block[._].*");
    }

    @Override
    public int compareTo(LayerKey other) {
        return ORDER.compare(this, other);
    }
}
