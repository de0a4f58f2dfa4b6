package restyle.models.model;

import java.nio.file.Path;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.ControlNet;
import restyle.models.nets.UNetConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/** A ControlNet's files in any layout, from a file or from a folder with config.json. Opening reads names and shapes only. */
public final class ControlModel {
    private static final String CROSS_ATTENTION = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    private final NetworkFiles component;

    private ControlModel(NetworkFiles component) {
        this.component = component;
    }

    /** @throws ModelException if it cannot be read or is something else: the message says what */
    public static ControlModel open(Path path) {
        NetworkFiles component = NetworkFiles.open(path, NetworkKind.CONTROLNET);
        component.config().require("global_pool_conditions", false);
        return new ControlModel(component);
    }

    /** How many pixels of a control map, along each side, one latent stands for. */
    public int mapFactor() {
        return ControlNet.scale(Weights.of(new Graph(), tensors()));
    }

    /** @throws ModelException if the ControlNet was made for UNets of another form than this model's */
    public void requireFits(Checkpoint checkpoint) {
        requireEqual(checkpoint, "conv_in.weight", 0, "channels wide");
        requireEqual(checkpoint, CROSS_ATTENTION, 1, "channels of prompt");
        if (mapFactor() != checkpoint.vaeFactor()) {
            throw new ModelException(
                    "the ControlNet %s does not fit the model %s: its maps have %d pixels for a latent, the VAE %d"
                            .formatted(component.path(), checkpoint.path(), mapFactor(), checkpoint.vaeFactor()));
        }
    }

    private void requireEqual(Checkpoint checkpoint, String tensor, int axis, String what) {
        long found = tensors().dim(tensor, axis);
        long expected = checkpoint.unet().dim(tensor, axis);
        if (found != expected) {
            throw new ModelException("the ControlNet %s does not fit the model %s: it has %d %s, the model %d"
                    .formatted(component.path(), checkpoint.path(), found, what, expected));
        }
    }

    public StateDict tensors() {
        return component.tensors();
    }

    public UNetConfig config() {
        return Checkpoint.unetConfig(component.config());
    }
}
