package restyle.models.model;

import java.nio.file.Path;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.vision.ImageEncoder;
import restyle.models.nets.vision.ImageEncoderConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/** The files of a CLIP image encoder: a file, or a folder with weights and config.json. Opening reads names and shapes only. */
public final class ImageEncoderModel {
    private static final String WIDTH = "vision_model.embeddings.patch_embedding.weight";

    private final NetworkFiles files;

    private ImageEncoderModel(NetworkFiles files) {
        this.files = files;
    }

    /**
     * Opens an encoder.
     *
     * @throws ModelException if it cannot be read or is something else: the message says what
     */
    public static ImageEncoderModel open(Path path) {
        return new ImageEncoderModel(NetworkFiles.open(path, NetworkKind.IMAGE_ENCODER));
    }

    /** Returns what the user named. */
    public Path path() {
        return files.path();
    }

    /** Returns the sides of the pictures that it takes, in pixels. */
    public int side() {
        return ImageEncoder.side(Weights.of(new Graph(), tensors()));
    }

    /**
     * Returns the shape of what it says about a picture.
     *
     * @param patches whether of the tokens before the last layer, [1, tokens, width], or of the embedding of the whole, [1, width]
     * @throws ModelException if the embedding is asked for and the weights have no projection
     */
    public long[] outputShape(boolean patches) {
        return patches
                ? new long[] {1, tensors().dim("vision_model.embeddings.position_embedding.weight", 0), width()}
                : new long[] {1, tensors().dim("visual_projection.weight", 0)};
    }

    private long width() {
        return tensors().dim(WIDTH, 0);
    }

    /** Returns what the weights do not show. */
    public ImageEncoderConfig config() {
        ImageEncoderConfig usual = ImageEncoderConfig.of(width());
        NetworkConfig config = files.config();
        String activation = config.text("hidden_act", usual.exactGelu() ? "gelu" : "quick_gelu");
        if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
            throw new ModelException(
                    "%s: hidden_act should be quick_gelu or gelu, found %s".formatted(config.path(), activation));
        }
        return new ImageEncoderConfig(config.integer("num_attention_heads", usual.heads()), activation.equals("gelu"));
    }

    /** Returns the tensors, under transformers' names. */
    public StateDict tensors() {
        return files.tensors();
    }
}
