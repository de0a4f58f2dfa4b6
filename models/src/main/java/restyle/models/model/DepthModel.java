package restyle.models.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.vision.DepthAnything;
import restyle.models.nets.vision.DepthConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/**
 * The files of Depth Anything, in the authors' layout or as transformers has it (a file, or a folder with config.json). Opening reads names
 * and shapes only.
 */
public final class DepthModel {
    private static final String VERSION_1 = "depth_anything_vit";

    private final NetworkFiles files;

    private DepthModel(NetworkFiles files) {
        this.files = files;
    }

    /**
     * Opens a network.
     *
     * @throws ModelException if it cannot be read, is something else, or estimates metres instead of relative depth
     */
    public static DepthModel open(Path path) {
        NetworkFiles files = NetworkFiles.open(path, NetworkKind.DEPTH);
        files.config().require("depth_estimation_type", "relative");
        if (name(path).contains("metric")) {
            throw new ModelException(
                    "%s estimates metres, as its name says; expected a network for relative depth".formatted(path));
        }
        return new DepthModel(files);
    }

    /** Returns by what the sides of a picture must be divisible, in pixels. */
    public int patch() {
        return DepthAnything.patch(Weights.of(new Graph(), tensors()));
    }

    /**
     * Returns what the weights do not show. Versions 1 and 2 have the same tensors: a config.json tells them apart, else the file's name.
     *
     * @throws ModelException if the settings ask for something that is not computed
     */
    public DepthConfig config() {
        List<Integer> taken = new ArrayList<>();
        files.config()
                .json()
                .path("backbone_config")
                .path("out_indices")
                .forEach(index -> taken.add(index.asInt() - 1));
        int blocks = Weights.of(new Graph(), tensors()).at("pretrained").count("blocks.");
        DepthConfig usual =
                name(files.path()).contains(VERSION_1) ? DepthConfig.version1(blocks) : DepthConfig.version2(blocks);
        return taken.isEmpty() ? usual : new DepthConfig(taken, usual.positions());
    }

    private static String name(Path path) {
        return path.toAbsolutePath().getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** Returns the tensors, under the authors' names. */
    public StateDict tensors() {
        return files.tensors();
    }
}
