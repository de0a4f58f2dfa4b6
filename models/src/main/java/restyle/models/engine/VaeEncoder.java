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
    private final Folding folding;

    private VaeEncoder(Session session, Folding folding) {
        this.session = session;
        this.folding = folding;
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
        Compute own = compute.with(Precision::ofAutoencoders);
        Folding folding = FoldedWeights.of(vae.encoder(), own);
        Session session = LoadedNetwork.open(folding.tensors(), own, weights -> {
            Tensor image = weights.graph().input("image", 1, 3, height, width);
            weights.graph().output("mean", vae.encode(weights, image));
        });
        return new VaeEncoder(session, folding);
    }

    /** Returns what the precision has changed. */
    public Folding folding() {
        return folding;
    }

    /**
     * Computes the mean of the latents' distribution; the UNet's latents are this times {@link Checkpoint#latentScale}.
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
