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

/** The decoding half of a VAE, loaded for single frames of one size, or for clips of one length. */
public final class VaeDecoder implements AutoCloseable {
    private final Session session;
    private final Folding folding;

    private VaeDecoder(Session session, Folding folding) {
        this.session = session;
        this.folding = folding;
    }

    /**
     * Loads the decoder for single frames.
     *
     * @throws ModelException if the model has no VAE, its decoder needs the frames of a clip together, or a tensor is missing or of the wrong
     *     shape
     */
    public static VaeDecoder open(Checkpoint checkpoint, int latentHeight, int latentWidth, Compute compute) {
        if (checkpoint.autoencoder().decodesClips()) {
            throw new ModelException(
                    "%s decodes a frame from those before it (TAESDV), which is not supported; use a TAESD for --vae"
                            .formatted(checkpoint.autoencoder().decoder().origin()));
        }
        return open(checkpoint, 1, latentHeight, latentWidth, compute);
    }

    /**
     * Loads the decoder for clips: what remembers frames sees them in order.
     *
     * @throws ModelException if the model has no VAE, or a tensor is missing or of the wrong shape
     */
    public static VaeDecoder open(
            Checkpoint checkpoint, int frames, int latentHeight, int latentWidth, Compute compute) {
        Autoencoder vae = checkpoint.autoencoder();
        Compute own = compute.with(Precision::ofAutoencoders);
        Folding folding = FoldedWeights.of(vae.decoder(), own);
        Session session = LoadedNetwork.open(folding.tensors(), own, weights -> {
            Tensor latents = weights.graph().input("latents", frames, 4, latentHeight, latentWidth);
            weights.graph().output("decoded", vae.decode(weights, latents));
        });
        return new VaeDecoder(session, folding);
    }

    /** Returns what the precision has changed. */
    public Folding folding() {
        return folding;
    }

    /**
     * Turns latents into pictures.
     *
     * @param latents [f, 4, h, w], the UNet's divided by {@link Checkpoint#latentScale}; f is 1 unless loaded for clips
     * @return [f, 3, H, W], red green blue, about -1..1
     */
    public FloatTensor decode(FloatTensor latents) {
        return session.run(Map.of("latents", latents)).get("decoded");
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
