package restyle.models.engine;

import java.util.Map;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.model.Autoencoder;
import restyle.models.model.Checkpoint;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.SessionUse;

/** The encoding half of a VAE, loaded for single frames of one size. */
public final class VaeEncoder implements AutoCloseable {
    private final Session session;

    private VaeEncoder(Session session) {
        this.session = session;
    }

    /**
     * Loads the encoder.
     *
     * @param height pixels, divisible by {@link Checkpoint#vaeFactor}
     * @param width pixels, likewise
     * @throws ModelException if the model has no VAE, or a tensor is missing or of the wrong shape
     */
    public static VaeEncoder open(Checkpoint checkpoint, int height, int width, Compute compute) {
        Autoencoder vae = checkpoint.autoencoder();
        Session session = LoadedNetwork.open(vae.encoder(), compute.with(Precision::ofAutoencoders), weights -> {
            Tensor image = weights.graph().input("image", 1, 3, height, width);
            weights.graph().output("mean", vae.encode(weights, image));
        });
        return new VaeEncoder(session);
    }

    /**
     * The mean of the latents' distribution; the UNet's latents are this times {@link Checkpoint#latentScale}.
     *
     * @param image [1, 3, H, W], red green blue, -1..1
     * @return [1, 4, h, w]
     */
    public FloatTensor encode(FloatTensor image) {
        return session.run(Map.of("image", image)).get("mean");
    }

    /** Returns what the network has done so far. */
    public SessionUse use() {
        return session.use();
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
