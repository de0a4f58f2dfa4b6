package restyle.models.engine;

import java.util.Map;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.model.ImageEncoderModel;
import restyle.models.nets.vision.ImageEncoder;
import restyle.models.nets.vision.ImageEncoder.Encoded;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;

/** A CLIP image encoder, loaded for one picture at a time. */
public final class LoadedImageEncoder implements AutoCloseable {
    /** What the embedding of the whole picture is called, [1, width]. */
    public static final String EMBEDDING = "image_embeds";
    /** What the tokens before the last layer are called, [1, 1 + patches, width]. */
    public static final String PENULTIMATE = "penultimate";

    private final Session session;

    private LoadedImageEncoder(Session session) {
        this.session = session;
    }

    /**
     * Loads an encoder.
     *
     * @throws ModelException if a tensor is missing or of the wrong shape
     */
    public static LoadedImageEncoder open(ImageEncoderModel model, Compute compute) {
        return new LoadedImageEncoder(LoadedNetwork.open(
                model.tensors(), compute.with(Precision::ofEncoders), weights -> {
                    Tensor image = weights.graph().input("image", 1, 3, model.side(), model.side());
                    Encoded encoded = new ImageEncoder(model.config()).build(weights, image);
                    if (encoded.embedding() != null) {
                        weights.graph().output(EMBEDDING, encoded.embedding());
                    }
                    weights.graph().output(PENULTIMATE, encoded.penultimate());
                }));
    }

    /**
     * Encodes a picture.
     *
     * @param image [1, 3, side, side], as {@link restyle.models.vision.ClipPicture} makes it
     * @return by name: {@link #EMBEDDING}, where the weights have a projection, and {@link #PENULTIMATE}
     */
    public Map<String, FloatTensor> encode(FloatTensor image) {
        return session.run(Map.of("image", image));
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
