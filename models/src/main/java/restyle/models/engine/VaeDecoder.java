package restyle.models.engine;

import java.util.Map;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.model.Checkpoint;
import restyle.models.nets.Vae;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;

/** The decoding half of a VAE, loaded for single frames of one size. */
public final class VaeDecoder implements AutoCloseable {
    private final Session session;

    private VaeDecoder(Session session) {
        this.session = session;
    }

    /** @throws ModelException if the model has no VAE, or a tensor is missing or of the wrong shape */
    public static VaeDecoder open(Checkpoint checkpoint, int latentHeight, int latentWidth, Compute compute) {
        Session session = LoadedNetwork.open(checkpoint.vae(), compute, weights -> {
            Tensor latents = weights.graph().input("latents", 1, 4, latentHeight, latentWidth);
            weights.graph().output("decoded", new Vae(checkpoint.vaeConfig()).decode(weights, latents));
        });
        return new VaeDecoder(session);
    }

    /**
     * Turns latents into a picture.
     *
     * @param latents [1, 4, h, w], the UNet's divided by {@link Checkpoint#latentScale}
     * @return [1, 3, H, W], red green blue, about -1..1
     */
    public FloatTensor decode(FloatTensor latents) {
        return session.run(Map.of("latents", latents)).get("decoded");
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
