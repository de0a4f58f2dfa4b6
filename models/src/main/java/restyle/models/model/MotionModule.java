package restyle.models.model;

import java.nio.file.Path;
import java.util.Optional;
import restyle.models.graph.ModelException;
import restyle.models.nets.MotionConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;

/** An AnimateDiff motion module in either layout, from a file or from a folder with config.json. Opening reads names and shapes only. */
public final class MotionModule {
    private static final String FIRST = "down_blocks.0.motion_modules.0.";

    private final NetworkFiles component;

    private MotionModule(NetworkFiles component) {
        this.component = component;
    }

    /** @throws ModelException if it cannot be read or is something else: the message says what */
    public static MotionModule open(Path path) {
        return new MotionModule(NetworkFiles.open(path, NetworkKind.MOTION));
    }

    /** The longest window that the module knows, in frames; empty if it has no limit. */
    public Optional<Integer> maxFrames() {
        String positions = FIRST + "transformer_blocks.0.pos_embed.pe";
        return tensors().tensors().containsKey(positions)
                ? Optional.of((int) tensors().dim(positions, 1))
                : Optional.empty();
    }

    /** What the module was trained or distilled for, as far as its tensors and its file's name tell. */
    public MotionDefaults defaults() {
        boolean middle = tensors().tensors().keySet().stream().anyMatch(name -> name.startsWith("mid_block."));
        return MotionDefaults.of(component.path().getFileName().toString(), middle, maxFrames());
    }

    /** @throws ModelException if the module was made for UNets of other widths than this model's */
    public void requireFits(Checkpoint checkpoint) {
        long width = tensors().dim(FIRST + "proj_in.weight", 0);
        long expected = checkpoint.unet().dim("conv_in.weight", 0);
        if (width != expected) {
            throw new ModelException(
                    "the motion module %s does not fit the model %s: it is %d channels wide, the model %d"
                            .formatted(component.path(), checkpoint.path(), width, expected));
        }
    }

    public StateDict tensors() {
        return component.tensors();
    }

    public MotionConfig config() {
        return config(component);
    }

    public static MotionConfig config(NetworkFiles component) {
        return new MotionConfig(
                component.config().common("motion_num_attention_heads", MotionConfig.ANIMATEDIFF.heads()),
                component.config().integer("motion_norm_num_groups", MotionConfig.ANIMATEDIFF.groups()));
    }
}
