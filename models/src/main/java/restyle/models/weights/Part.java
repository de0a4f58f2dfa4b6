package restyle.models.weights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A network that a weight file may hold, alone or with others, and the layouts in which the community's files have it. */
public enum Part {
    UNET(
            "UNet",
            new Layout("model.diffusion_model.", KeyMaps.LDM_UNET, "input_blocks.0.0.weight", "out.2.weight"),
            new Layout("", KeyMaps.LDM_UNET, "input_blocks.0.0.weight", "out.2.weight"),
            new Layout("", KeyMap.SAME, "conv_in.weight", "conv_out.weight", "up_blocks.0.resnets.0.conv1.weight")),
    VAE(
            "VAE",
            new Layout("first_stage_model.", Part::ldmVae, "decoder.up.0.block.0.conv1.weight"),
            new Layout("vae.", Part::ldmVae, "decoder.up.0.block.0.conv1.weight"),
            new Layout("", Part::ldmVae, "decoder.up.0.block.0.conv1.weight"),
            new Layout("", KeyMaps.OLD_VAE, "decoder.up_blocks.0.resnets.0.conv1.weight")),
    TEXT_ENCODER(
            "text encoder",
            new Layout("cond_stage_model.transformer.", KeyMaps.TEXT_ENCODER, "text_model.embeddings.token_embedding.weight"),
            new Layout("cond_stage_model.transformer.", KeyMaps.TEXT_ENCODER, "embeddings.token_embedding.weight"),
            new Layout("", KeyMaps.TEXT_ENCODER, "text_model.embeddings.token_embedding.weight"),
            new Layout("", KeyMaps.TEXT_ENCODER, "embeddings.token_embedding.weight")),
    CONTROLNET(
            "ControlNet",
            new Layout("control_model.", KeyMaps.LDM_CONTROLNET, "zero_convs.0.0.weight"),
            new Layout("", KeyMaps.LDM_CONTROLNET, "zero_convs.0.0.weight"),
            new Layout("", KeyMap.SAME, "controlnet_cond_embedding.conv_in.weight")),
    MOTION(
            "motion module",
            new Layout("", KeyMaps.MOTION, "down_blocks.0.motion_modules.0.temporal_transformer.proj_in.weight"),
            new Layout("module.", KeyMaps.MOTION, "down_blocks.0.motion_modules.0.temporal_transformer.proj_in.weight"),
            new Layout("", KeyMaps.MOTION, "down_blocks.0.motion_modules.0.proj_in.weight"));

    private final String title;
    private final List<Layout> layouts;

    /**
     * One way in which files name a network's tensors.
     *
     * @param prefix of every name
     * @param names from the names without the prefix to diffusers'; it may depend on which there are
     * @param markers names without the prefix that only this layout has, all of them
     */
    private record Layout(String prefix, Function<StateDict, KeyMap> names, String... markers) {

        Layout(String prefix, KeyMap names, String... markers) {
            this(prefix, tensors -> names, markers);
        }

        boolean fits(StateDict file) {
            return Arrays.stream(markers).allMatch(marker -> file.tensors().containsKey(prefix + marker));
        }
    }

    Part(String title, Layout... layouts) {
        this.title = title;
        this.layouts = List.of(layouts);
    }

    /** The network in a file, under diffusers' names, or empty if the file has no such network. */
    public Optional<StateDict> in(StateDict file) {
        return layout(file).map(layout -> {
            StateDict inside = file.below(layout.prefix());
            return inside.renamed(layout.names().apply(inside));
        });
    }

    /** What {@link #in} makes of each name in the file: what is left out has no part in this network. */
    Optional<Function<String, Optional<String>>> naming(StateDict file) {
        return layout(file).map(layout -> {
            KeyMap map = layout.names().apply(file.below(layout.prefix()));
            int cut = layout.prefix().length();
            return name -> name.startsWith(layout.prefix()) ? map.rename(name.substring(cut)) : Optional.empty();
        });
    }

    private Optional<Layout> layout(StateDict file) {
        return layouts.stream().filter(layout -> layout.fits(file)).findFirst();
    }

    private static KeyMap ldmVae(StateDict tensors) {
        int levels = 0;
        while (!tensors.below("decoder.up." + levels + ".").tensors().isEmpty()) {
            levels++;
        }
        return KeyMaps.ldmVae(levels);
    }

    /** What people call it. */
    @Override
    public String toString() {
        return title;
    }
}
