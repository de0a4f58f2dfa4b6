package restyle.models.weights.names;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import restyle.models.weights.KeyMap;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;

/** A network that a weight file may hold, alone or with others, and the layouts in which the community's files have it. */
public enum NetworkKind {
    UNET(
            "UNet",
            new Layout(
                    "CompVis", "model.diffusion_model.", KeyMaps.LDM_UNET, "input_blocks.0.0.weight", "out.2.weight"),
            new Layout("CompVis", "diffusion_model.", KeyMaps.LDM_UNET, "input_blocks.0.0.weight", "out.2.weight"),
            new Layout("CompVis", "", KeyMaps.LDM_UNET, "input_blocks.0.0.weight", "out.2.weight"),
            new Layout(
                    "diffusers",
                    "",
                    KeyMap.SAME,
                    "conv_in.weight",
                    "conv_out.weight",
                    "up_blocks.0.resnets.0.conv1.weight")),
    VAE(
            "VAE",
            new Layout("CompVis", "first_stage_model.", NetworkKind::ldmVae, "decoder.up.0.block.0.conv1.weight"),
            new Layout("CompVis", "vae.", NetworkKind::ldmVae, "decoder.up.0.block.0.conv1.weight"),
            new Layout("CompVis", "", NetworkKind::ldmVae, "decoder.up.0.block.0.conv1.weight"),
            new Layout("diffusers", "", KeyMaps.OLD_VAE, "decoder.up_blocks.0.resnets.0.conv1.weight")),
    TINY_VAE_ENCODER(
            "encoder of a tiny VAE",
            tinyEncoder("original", ""),
            tinyEncoder("ComfyUI", "taesd_encoder."),
            tinyEncoder("original", "encoder."),
            tinyEncoder("diffusers", "encoder.layers.")),
    TINY_VAE_DECODER(
            "decoder of a tiny VAE",
            tinyDecoder("original", ""),
            tinyDecoder("ComfyUI", "taesd_decoder."),
            tinyDecoder("original", "decoder."),
            new Layout(
                    "diffusers",
                    "decoder.layers.",
                    KeyMaps.DIFFUSERS_TINY_DECODER,
                    "0.weight",
                    "2.conv.0.weight",
                    "18.weight")),
    TEXT_ENCODER(
            "text encoder",
            clip("CompVis", "cond_stage_model.transformer."),
            clip("CompVis", "cond_stage_model.transformer.text_model."),
            clip("transformers", ""),
            clip("transformers", "text_model.")),
    CONTROLNET(
            "ControlNet",
            new Layout("original", "control_model.", KeyMaps.LDM_CONTROLNET, "zero_convs.0.0.weight"),
            new Layout("original", "", KeyMaps.LDM_CONTROLNET, "zero_convs.0.0.weight"),
            new Layout("diffusers", "", KeyMap.SAME, "controlnet_cond_embedding.conv_in.weight")),
    MOTION(
            "motion module",
            new Layout(
                    "AnimateDiff",
                    "",
                    KeyMaps.MOTION,
                    "down_blocks.0.motion_modules.0.temporal_transformer.proj_in.weight"),
            new Layout("diffusers", "", KeyMaps.MOTION, "down_blocks.0.motion_modules.0.proj_in.weight")),
    T2I_ADAPTER(
            "T2I-Adapter",
            t2i("original", "", "body.0.block1.weight"),
            t2i("original", "adapter.", "body.0.block1.weight"),
            t2i("original, light", "", "body.0.body.0.block1.weight"),
            t2i("original, light", "adapter.", "body.0.body.0.block1.weight"),
            t2i("diffusers", "adapter.", "body.0.resnets.0.block1.weight"),
            t2i("diffusers", "", "body.0.resnets.0.block1.weight")),
    IMAGE_ENCODER(
            "CLIP image encoder",
            new Layout(
                    "transformers",
                    "",
                    KeyMap.SAME,
                    "vision_model.embeddings.patch_embedding.weight",
                    "vision_model.pre_layrnorm.weight"),
            new Layout(
                    "transformers",
                    "",
                    AdapterKeyMaps.FLAT_IMAGE_ENCODER,
                    "embeddings.patch_embedding.weight",
                    "pre_layrnorm.weight")),
    IP_ADAPTER(
            "IP-Adapter",
            new Layout("original", "", KeyMap.SAME, "image_proj.proj.weight", "ip_adapter.1.to_k_ip.weight"),
            new Layout("original, Plus", "", KeyMap.SAME, "image_proj.latents", "ip_adapter.1.to_k_ip.weight")),
    UPSCALER_RRDB(
            "ESRGAN upscaler",
            new Layout("Real-ESRGAN", "", KeyMap.SAME, "conv_first.weight", "body.0.rdb1.conv1.weight"),
            new Layout("ESRGAN", "", UpscalerKeyMaps.ESRGAN, "conv_first.weight", "RRDB_trunk.0.RDB1.conv1.weight"),
            new Layout(
                    "old ESRGAN",
                    "",
                    UpscalerKeyMaps::oldEsrgan,
                    "model.0.weight",
                    "model.1.sub.0.RDB1.conv1.0.weight")),
    UPSCALER_COMPACT(
            "compact Real-ESRGAN upscaler",
            new Layout("Real-ESRGAN", "", KeyMap.SAME, "body.0.weight", "body.1.weight", "body.2.weight")),
    UPSCALER_SPAN(
            "SPAN upscaler", new Layout("original", "", KeyMap.SAME, "conv_1.sk.weight", "block_1.c1_r.conv.0.weight")),
    DEPTH(
            "depth network",
            new Layout(
                    "original",
                    "",
                    KeyMap.SAME,
                    "pretrained.patch_embed.proj.weight",
                    "depth_head.scratch.layer1_rn.weight"),
            new Layout(
                    "transformers",
                    "",
                    DepthKeyMaps.TRANSFORMERS,
                    "backbone.embeddings.patch_embeddings.projection.weight",
                    "neck.convs.0.weight"));

    private final String title;
    private final List<Layout> layouts;

    /**
     * One way in which files name a network's tensors.
     *
     * @param title what people call it
     * @param prefix of every name
     * @param names from the names without the prefix to diffusers'; it may depend on which there are
     * @param markers names without the prefix that only this layout has, all of them
     */
    private record Layout(String title, String prefix, Function<StateDict, KeyMap> names, String... markers) {

        Layout(String title, String prefix, KeyMap names, String... markers) {
            this(title, prefix, tensors -> names, markers);
        }

        boolean fits(StateDict file) {
            return missing(file).filter(List::isEmpty).isPresent();
        }

        /** Returns the markers that are not there; empty if none is there. */
        Optional<List<String>> missing(StateDict file) {
            List<String> missing = Arrays.stream(markers)
                    .map(marker -> prefix + marker)
                    .filter(name -> !file.tensors().containsKey(name))
                    .toList();
            return Optional.of(missing).filter(names -> names.size() < markers.length);
        }
    }

    NetworkKind(String title, Layout... layouts) {
        this.title = title;
        this.layouts = List.of(layouts);
    }

    /**
     * Returns the network in a file, under diffusers' names, or empty if the file has no such network. Names beside the network's
     * that the layout does not know are kept: whoever builds the network sees that it has no use for them.
     */
    public Optional<StateDict> in(StateDict file) {
        StateDict bare = Wrappers.removed(file);
        return find(bare).map(layout -> {
            StateDict inside = bare.below(layout.prefix());
            KeyMap names = layout.names().apply(inside);
            NavigableMap<String, StoredTensor> kept = new TreeMap<>(inside.tensors());
            kept.keySet().removeIf(name -> names.rename(name).isPresent());
            kept.putAll(inside.renamed(names).tensors());
            return new StateDict(inside.origin(), kept);
        });
    }

    /** Returns the names that a file lacks of those that tell the layout which it comes closest to; empty if it comes close to none. */
    public List<String> missing(StateDict file) {
        StateDict bare = Wrappers.removed(file);
        return layouts.stream()
                .map(layout -> layout.missing(bare))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    /** Returns what people call the layout in which a file has the network. */
    public Optional<String> layout(StateDict file) {
        return find(Wrappers.removed(file)).map(Layout::title);
    }

    /** Returns whether these tensors, without a wrapper, hold such a network. */
    boolean isIn(StateDict bare) {
        return find(bare).isPresent();
    }

    private Optional<Layout> find(StateDict file) {
        return layouts.stream().filter(layout -> layout.fits(file)).findFirst();
    }

    private static Layout clip(String title, String prefix) {
        return new Layout(title, prefix, KeyMaps.TEXT_ENCODER, "embeddings.token_embedding.weight");
    }

    private static Layout t2i(String title, String prefix, String marker) {
        return new Layout(title, prefix, AdapterKeyMaps::t2i, marker);
    }

    private static Layout tinyEncoder(String title, String prefix) {
        return new Layout(title, prefix, KeyMap.SAME, "0.weight", "1.conv.0.weight", "14.weight");
    }

    private static Layout tinyDecoder(String title, String prefix) {
        return new Layout(title, prefix, KeyMap.SAME, "1.weight", "3.conv.0.weight", "19.weight");
    }

    private static KeyMap ldmVae(StateDict tensors) {
        int levels = 0;
        while (!tensors.below("decoder.up." + levels + ".").tensors().isEmpty()) {
            levels++;
        }
        return KeyMaps.ldmVae(levels);
    }

    /** Returns what people call it. */
    @Override
    public String toString() {
        return title;
    }
}
