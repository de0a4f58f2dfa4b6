package restyle.models.engine;

import java.util.Map;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.model.IpAdapterModel;
import restyle.models.nets.adapter.ImageTokens;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;

/** The part of an IP-Adapter that makes tokens for a UNet of what an image encoder says; loaded for one picture at a time. */
public final class ImageTokenizer implements AutoCloseable {
    private final Session session;

    private ImageTokenizer(Session session) {
        this.session = session;
    }

    /**
     * Loads the part.
     *
     * @param seen shape of what it reads, [1, width], or for a Plus adapter [1, tokens, width]
     * @throws ModelException if a tensor is missing or of the wrong shape
     */
    public static ImageTokenizer open(IpAdapterModel model, long[] seen, Compute compute) {
        return new ImageTokenizer(LoadedNetwork.open(
                model.projection(), compute.with(Precision::ofEncoders), weights -> {
                    Tensor input = weights.graph().input("seen", seen);
                    weights.graph().output("image_tokens", ImageTokens.build(weights, input));
                }));
    }

    /** Makes the tokens, [1, tokens, width of a prompt]. */
    public FloatTensor tokens(FloatTensor seen) {
        return session.run(Map.of("seen", seen)).get("image_tokens");
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
