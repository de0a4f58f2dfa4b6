package restyle.models.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import restyle.models.graph.ModelException;
import restyle.models.nets.MotionConfig;
import restyle.models.nets.MotionNorms;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;

/** An AnimateDiff motion module in either layout, from a file or from a folder with config.json. Opening reads names and shapes only. */
public final class MotionModule {
    private static final String FIRST = "down_blocks.0.motion_modules.0.";
    private static final Pattern RESNET =
            Pattern.compile("((?:down|up)_blocks\\.\\d+)\\.resnets\\.(\\d+)\\.conv1\\.weight");
    private static final Pattern MODULE =
            Pattern.compile("((?:down|up)_blocks\\.\\d+)\\.motion_modules\\.(\\d+)\\.proj_in\\.weight");

    private final NetworkFiles component;
    private final ModelKind version;
    private final MotionNorms norms;

    private MotionModule(NetworkFiles component, ModelKind version, MotionNorms norms) {
        this.component = component;
        this.version = version;
        this.norms = norms;
    }

    /** @throws ModelException if it cannot be read or is something else: the message says what */
    public static MotionModule open(Path path) {
        NetworkFiles component = NetworkFiles.open(path, NetworkKind.MOTION);
        return new MotionModule(component, ModelKind.of(NetworkFiles.everything(path)), MotionNorms.WINDOW);
    }

    /** Returns this module with another rule of normalisation: {@link MotionNorms#WINDOW} or {@link MotionNorms#FRAME}. */
    public MotionModule withNorms(MotionNorms other) {
        boolean first = version == ModelKind.MOTION_V1 && other == MotionNorms.FRAME;
        return new MotionModule(component, version, first ? MotionNorms.FRAME_VERSION_1 : other);
    }

    /** Tells which generation of AnimateDiff the module is of, by its tensors; AnimateDiff-Lightning has those of version 2. */
    public ModelKind version() {
        return version;
    }

    /** Returns the longest window that the module knows, in frames; empty if it has no limit. */
    public Optional<Integer> maxFrames() {
        String positions = FIRST + "transformer_blocks.0.pos_embed.pe";
        return tensors().tensors().containsKey(positions)
                ? Optional.of((int) tensors().dim(positions, 1))
                : Optional.empty();
    }

    /** Tells what the module was trained or distilled for, as far as its tensors and its file's name tell. */
    public MotionDefaults defaults() {
        return MotionDefaults.of(component.path(), version);
    }

    /** @throws ModelException if the module was made for UNets of other widths or with other layers than this model's */
    public void requireFits(Checkpoint checkpoint) {
        StateDict unet = checkpoint.unet();
        long width = tensors().dim(FIRST + "proj_in.weight", 0);
        long expected = unet.dim("conv_in.weight", 0);
        if (width != expected) {
            throw new ModelException(
                    "the motion module %s does not fit the model %s: it is %d channels wide, the model %d"
                            .formatted(component.path(), checkpoint.path(), width, expected));
        }
        TreeSet<String> places = places(unet, RESNET);
        TreeSet<String> modules = places(tensors(), MODULE);
        if (!modules.equals(places)) {
            places.removeIf(place -> modules.remove(place));
            throw new ModelException("the motion module %s does not fit the model %s: it %s %s"
                    .formatted(
                            component.path(),
                            checkpoint.path(),
                            places.isEmpty() ? "has layers for which the model has no place:" : "has none for",
                            places.isEmpty() ? modules : places));
        }
    }

    /** Blocks, numbers within them, and widths. */
    private static TreeSet<String> places(StateDict tensors, Pattern pattern) {
        TreeSet<String> places = new TreeSet<>();
        for (String name : tensors.tensors().keySet()) {
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                places.add(String.format(
                        Locale.ROOT,
                        "%s layer %s (%d channels)",
                        matcher.group(1),
                        matcher.group(2),
                        tensors.dim(name, 0)));
            }
        }
        return places;
    }

    public StateDict tensors() {
        return component.tensors();
    }

    public MotionConfig config() {
        MotionConfig config = config(component);
        return new MotionConfig(config.heads(), config.groups(), norms);
    }

    /** Reads what a config.json beside a module says; AnimateDiff's own numbers where there is none. */
    static MotionConfig config(NetworkFiles component) {
        return new MotionConfig(
                component.config().common("motion_num_attention_heads", MotionConfig.ANIMATEDIFF.heads()),
                component.config().integer("motion_norm_num_groups", MotionConfig.ANIMATEDIFF.groups()),
                MotionNorms.WINDOW);
    }
}
