package restyle.models.model;

import java.nio.file.Path;
import java.util.regex.Pattern;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.ControlNet;
import restyle.models.nets.UNetConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;
import restyle.models.weights.patch.Patches;

/**
 * A ControlNet's files in any layout, from a file or from a folder with config.json; whole, or as what it changes in its base model. Opening
 * reads names and shapes only.
 */
public final class ControlModel {
    private static final String CROSS_ATTENTION = "mid_block.attentions.0.transformer_blocks.0.attn2.to_k.weight";

    /** What is added to a result of a UNet's encoding half, or to its middle. */
    private static final Pattern RESIDUAL = Pattern.compile("controlnet_(down_blocks\\.\\d+|mid_block)\\.weight");

    /** The last weight of a layer of the encoding half, whose result the decoding half sees again. */
    private static final Pattern RESULT = Pattern.compile(
            "conv_in\\.weight|down_blocks\\.\\d+\\.(resnets\\.\\d+\\.conv2|downsamplers\\.\\d+\\.conv)\\.weight");

    private final NetworkFiles component;
    private final Patches patches;
    private final ControlNeeds needs;
    private final boolean guesses;

    private ControlModel(NetworkFiles component, Patches patches, ControlNeeds needs, boolean guesses) {
        this.component = component;
        this.patches = patches;
        this.needs = needs;
        this.guesses = guesses;
    }

    /**
     * Opens a ControlNet that is stored whole.
     *
     * @throws ModelException if it cannot be read, is something else, or needs its base model: the message says what
     */
    public static ControlModel open(Path path) {
        if (needsBase(path)) {
            throw new ModelException("%s is %s; open it together with its base model"
                    .formatted(path, ModelKind.of(NetworkFiles.everything(path))));
        }
        NetworkFiles component = NetworkFiles.open(path, NetworkKind.CONTROLNET);
        component.config().require("act_fn", "silu").require("controlnet_conditioning_channel_order", "rgb");
        return new ControlModel(component, Patches.NONE, ControlNeeds.of(path, component.config()), false);
    }

    /**
     * Opens a ControlNet that may be stored as a difference to its base model or as a Control-LoRA.
     *
     * @param base the model that it was made from, or that it is to be used with
     * @throws ModelException if it cannot be read or is something else: the message says what
     */
    public static ControlModel open(Path path, Checkpoint base) {
        if (!needsBase(path)) {
            return open(path);
        }
        ControlParts parts = ControlParts.of(path, NetworkFiles.everything(path), base.unet());
        NetworkFiles component = new NetworkFiles(path, parts.tensors(), NetworkConfig.NONE);
        return new ControlModel(component, parts.patches(), ControlNeeds.of(path, NetworkConfig.NONE), false);
    }

    /**
     * Checks that a file or folder is what maps can control a model by, of one kind or the other.
     *
     * @throws ModelException if it is neither a ControlNet nor a T2I-Adapter: the message says what it is
     */
    public static void requireControl(Path path) {
        StateDict file = NetworkFiles.everything(path);
        ModelKind kind = ModelKind.of(file);
        if (!kind.offers(NetworkKind.CONTROLNET) && !T2IAdapterModel.isAt(path) && !ControlParts.needBase(file)) {
            throw NetworkFiles.isNo(path, file, "a ControlNet or a T2I-Adapter");
        }
    }

    /** Tells whether a file holds only what a ControlNet changes in the model that it was made from. */
    public static boolean needsBase(Path path) {
        return ControlParts.needBase(NetworkFiles.everything(path));
    }

    /**
     * Returns the same, in the mode that lets it guess what a picture shows without a prompt: what it says about details counts less (arXiv
     * 2302.05543, section 4.2; factors as in diffusers).
     */
    public ControlModel guessing() {
        return new ControlModel(component, patches, needs, true);
    }

    /** Returns the same, but pooling or not whatever its settings and name say. */
    public ControlModel pooling(boolean pools) {
        return new ControlModel(component, patches, new ControlNeeds(pools, needs.whiteLines()), guesses);
    }

    /** Returns what it needs that its tensors do not show. */
    public ControlNeeds needs() {
        return needs;
    }

    /** Tells whether, under guidance, only the prediction with the prompt is controlled. */
    public boolean controlsPromptOnly() {
        return guesses || needs.pools();
    }

    /**
     * Returns what a residual is multiplied by before it is scaled.
     *
     * @param index of the residual, skip connections first, then the middle
     * @param count of residuals
     */
    public float factor(int index, int count) {
        boolean less = guesses && !needs.pools();
        return less ? (float) Math.pow(10, (double) index / (count - 1) - 1) : 1;
    }

    /** Returns changes to {@link #tensors} that make the ControlNet. */
    public Patches patches() {
        return patches;
    }

    /** Returns how many pixels of a control map, along each side, one latent stands for. */
    public int mapFactor() {
        return ControlNet.scale(Weights.of(new Graph(), tensors()));
    }

    /** @throws ModelException if the ControlNet was made for UNets of another form than this model's */
    public void requireFits(Checkpoint checkpoint) {
        requireEqual(checkpoint, "conv_in.weight", 0, "channels wide");
        requireEqual(checkpoint, CROSS_ATTENTION, 1, "channels of prompt");
        requireEqual(checkpoint, count(tensors(), RESIDUAL), count(checkpoint.unet(), RESULT) + 1, "residuals");
        if (mapFactor() != checkpoint.vaeFactor()) {
            throw new ModelException(
                    "the ControlNet %s does not fit the model %s: its maps have %d pixels for a latent, the VAE %d"
                            .formatted(component.path(), checkpoint.path(), mapFactor(), checkpoint.vaeFactor()));
        }
    }

    private void requireEqual(Checkpoint checkpoint, String tensor, int axis, String what) {
        requireEqual(checkpoint, tensors().dim(tensor, axis), checkpoint.unet().dim(tensor, axis), what);
    }

    private static long count(StateDict tensors, Pattern name) {
        return tensors.tensors().keySet().stream()
                .filter(name.asMatchPredicate())
                .count();
    }

    private void requireEqual(Checkpoint checkpoint, long found, long expected, String what) {
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
