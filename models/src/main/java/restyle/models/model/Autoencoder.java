package restyle.models.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.nets.TinyVae;
import restyle.models.nets.Vae;
import restyle.models.nets.VaeConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/**
 * The autoencoder of a model. Either half may be a tiny one's (TAESD) in place of the full one's: they share the latent space. Values are
 * the full one's whichever half computes them: pictures -1..1, latents not scaled.
 *
 * @param path what the user named, for messages
 */
public record Autoencoder(
        Path path,
        Optional<NetworkFiles> full,
        Optional<NetworkFiles> tinyEncoder,
        Optional<NetworkFiles> tinyDecoder) {
    /** Standard deviation of Stable Diffusion 1.x's latents, inverted. */
    private static final float LATENT_SCALE = 0.18215f;

    private static final int LATENT_CHANNELS = 4;
    private static final String ADVICE = "name one with --vae";

    /** Takes each half from the first file or folder that has it. */
    static Autoencoder ofParts(List<Path> paths) {
        Autoencoder result = new Autoencoder(paths.get(0), Optional.empty(), Optional.empty(), Optional.empty());
        for (int i = paths.size() - 1; i >= 0; i--) {
            result = result.replacedBy(paths.get(i));
        }
        return result;
    }

    /**
     * Replaces what another file or folder has: the whole, or one half of it.
     *
     * @throws ModelException if it has neither
     */
    Autoencoder with(Path file) {
        Autoencoder result = replacedBy(file);
        if (result.equals(this)) {
            NetworkFiles.open(file, NetworkKind.VAE);
        }
        return result;
    }

    private Autoencoder replacedBy(Path file) {
        Optional<NetworkFiles> whole = NetworkFiles.find(file, NetworkKind.VAE);
        Optional<NetworkFiles> encoder =
                NetworkFiles.find(file, NetworkKind.TINY_VAE_ENCODER).map(tiny -> checkedTiny(tiny, "14.weight", 0));
        Optional<NetworkFiles> decoder =
                NetworkFiles.find(file, NetworkKind.TINY_VAE_DECODER).map(tiny -> checkedTiny(tiny, "1.weight", 1));
        return whole.isPresent()
                ? new Autoencoder(path, whole, Optional.empty(), Optional.empty())
                : new Autoencoder(path, full, encoder.or(() -> tinyEncoder), decoder.or(() -> tinyDecoder));
    }

    private static NetworkFiles checkedTiny(NetworkFiles tiny, String tensor, int axis) {
        long channels = tiny.tensors().dim(tensor, axis);
        if (channels != LATENT_CHANNELS) {
            throw new ModelException(
                    "%s is a tiny autoencoder for another family of models: its latents have %d channels, expected %d"
                            .formatted(tiny.path(), channels, LATENT_CHANNELS));
        }
        return tiny;
    }

    /** Says why it cannot be used; empty if it can. */
    Optional<String> problem() {
        if (full.isEmpty() && tinyDecoder.isEmpty()) {
            return Optional.of(NetworkFiles.lacks(path, NetworkKind.VAE, "VAE", ADVICE));
        }
        Optional<String> objection = full.flatMap(vae -> vae.objection(NetworkKind.VAE))
                .or(() -> tinyEncoder.flatMap(tiny -> tiny.objection(NetworkKind.TINY_VAE_ENCODER)))
                .or(() -> tinyDecoder.flatMap(tiny -> tiny.objection(NetworkKind.TINY_VAE_DECODER)));
        if (objection.isPresent()) {
            return objection;
        }
        try {
            factor();
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Lists what its settings say that has no effect. */
    List<String> notes() {
        return full.map(vae -> vae.notes(NetworkKind.VAE)).orElse(List.of());
    }

    /** @throws ModelException if another one's latents are of another size or scale, so that it belongs to models of another family */
    void requireAlike(Autoencoder other, Path file) {
        if (problem().isEmpty() && other.factor() != factor()) {
            throw new ModelException(
                    "the VAE %s does not fit the model %s: one of its latents stands for %d pixels along each side, the model's for %d"
                            .formatted(file, path, other.factor(), factor()));
        }
        float scale = problem().isEmpty() ? latentScale() : LATENT_SCALE;
        if (other.latentScale() != scale) {
            throw new ModelException(
                    "the VAE %s does not fit the model %s: its latents are scaled by %s (scaling_factor), the model's by %s; it belongs to a model of another family"
                            .formatted(file, path, other.latentScale(), scale));
        }
    }

    /** Returns what means are multiplied by to become the UNet's latents. */
    float latentScale() {
        return full.map(vae -> vae.config().number("scaling_factor", LATENT_SCALE))
                .orElse(LATENT_SCALE);
    }

    /**
     * Returns how many pixels, along each side, one latent stands for.
     *
     * @throws ModelException if the halves do not agree, or there is none
     */
    int factor() {
        int decoding = tinyDecoder.isPresent() ? TinyVae.FACTOR : fullFactor();
        boolean encodes = tinyEncoder.isPresent() || full.isPresent();
        int encoding = tinyEncoder.isPresent() || !encodes ? TinyVae.FACTOR : fullFactor();
        if (encoding != decoding) {
            throw new ModelException(
                    "the tiny autoencoder does not fit the model %s: one latent stands for %d pixels in one half, %d in the other"
                            .formatted(path, encoding, decoding));
        }
        return decoding;
    }

    private int fullFactor() {
        return Vae.scale(Weights.of(new Graph(), whole("VAE").tensors()));
    }

    /** Returns settings that the full autoencoder's weights do not show. */
    public VaeConfig config() {
        return new VaeConfig(whole("VAE").config().integer("norm_num_groups", VaeConfig.SD15.groups()));
    }

    /** Returns the tensors that {@link #encode} needs. */
    public StateDict encoder() {
        return tinyEncoder.orElseGet(() -> whole("encoder of a VAE")).tensors();
    }

    /** Returns the tensors that {@link #decode} needs. */
    public StateDict decoder() {
        return tinyDecoder.orElseGet(() -> whole("decoder of a VAE")).tensors();
    }

    /** Tells whether {@link #decode} must see the frames of a clip together (TAESDV). */
    public boolean decodesClips() {
        return tinyDecoder.isPresent() && TinyVae.remembers(Weights.of(new Graph(), decoder()));
    }

    /**
     * Encodes pictures.
     *
     * @param w the {@link #encoder}
     * @param image [f, 3, H, W], red green blue, -1..1
     * @return the mean of the latents' distribution [f, 4, h, w], not scaled
     */
    public Tensor encode(Weights w, Tensor image) {
        return tinyEncoder.isPresent()
                ? TinyVae.encode(w, image.add(1).mul(0.5f)).mul(1 / latentScale())
                : new Vae(config()).encode(w, image);
    }

    /**
     * Decodes latents.
     *
     * @param w the {@link #decoder}
     * @param latents [f, 4, h, w], divided by {@link #latentScale}
     * @return [f, 3, H, W], red green blue, about -1..1
     */
    public Tensor decode(Weights w, Tensor latents) {
        return tinyDecoder.isPresent()
                ? TinyVae.decode(w, latents.mul(latentScale())).mul(2).add(-1)
                : new Vae(config()).decode(w, latents);
    }

    private NetworkFiles whole(String what) {
        return full.orElseThrow(() -> new ModelException(NetworkFiles.lacks(path, NetworkKind.VAE, what, ADVICE)));
    }
}
