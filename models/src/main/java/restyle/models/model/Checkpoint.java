package restyle.models.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import restyle.models.graph.ModelException;
import restyle.models.lora.Lora;
import restyle.models.nets.TextConfig;
import restyle.models.nets.UNetConfig;
import restyle.models.sampling.Prediction;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;
import restyle.models.weights.patch.Patches;

/**
 * An image model of the Stable Diffusion 1.x family: UNet, VAE and text encoder, from one {@code .safetensors} file or from a diffusers
 * folder. Opening reads names and shapes only.
 *
 * <p>The schedule of a diffusers folder is not taken over, but for what its UNet predicts: with motion modules the schedule is always
 * AnimateDiff's.
 */
public final class Checkpoint {
    /** Sides of Stable Diffusion 1.5's training latents, where no config.json says otherwise. */
    private static final int SAMPLE_SIZE = 64;

    private final Path path;
    private final ModelPart unet;
    private final Autoencoder vae;
    private final ModelPart text;
    private final PredictionKind prediction;
    private final List<Lora> loras;
    private Optional<String> vaeProblem;

    private Checkpoint(
            Path path, ModelPart unet, Autoencoder vae, ModelPart text, PredictionKind prediction, List<Lora> loras) {
        this.path = path;
        this.unet = unet;
        this.vae = vae;
        this.text = text;
        this.prediction = prediction;
        this.loras = List.copyOf(loras);
    }

    /**
     * Opens a model. What its networks lack is said when they are used, and by {@link #problems}.
     *
     * @param path a weight file, or a folder with {@code unet/}, {@code vae/}, {@code text_encoder/}
     * @throws ModelException if it cannot be read, or is a model of another kind: the message says which
     */
    public static Checkpoint open(Path path) {
        if (!Files.exists(path)) {
            throw new ModelException("there is no model " + path);
        }
        if (NetworkFiles.find(path, NetworkKind.UNET).isEmpty()) {
            throw NetworkFiles.isNo(
                    path,
                    NetworkFiles.everything(NetworkFiles.place(path, NetworkKind.UNET)),
                    "a Stable Diffusion 1.5 checkpoint, as a .safetensors or .ckpt file or a diffusers folder");
        }
        return ofParts(List.of(path));
    }

    /**
     * Puts a model together: each of its networks is taken from the first file or folder that has it. Networks that none has are missed
     * only when they are needed.
     */
    public static Checkpoint ofParts(List<Path> paths) {
        Path first = paths.get(0);
        return new Checkpoint(
                first,
                part(paths, NetworkKind.UNET, "use a complete checkpoint"),
                Autoencoder.ofParts(paths),
                part(paths, NetworkKind.TEXT_ENCODER, "use a complete checkpoint"),
                PredictionKind.of(first),
                List.of());
    }

    private static ModelPart part(List<Path> paths, NetworkKind kind, String advice) {
        Optional<NetworkFiles> files = paths.stream()
                .map(path -> NetworkFiles.find(path, kind))
                .flatMap(Optional::stream)
                .findFirst();
        return new ModelPart(kind, files, NetworkFiles.lacks(paths.get(0), kind, kind.toString(), advice));
    }

    /** Returns everything that keeps the model from being used, one message for each of its networks at most; empty if it can be. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        unet.problem().ifPresent(problems::add);
        vaeProblem().ifPresent(problems::add);
        text.problem().ifPresent(problems::add);
        prediction.problem().ifPresent(problems::add);
        return problems;
    }

    /** Returns why the model's VAE cannot be used; empty if it can be. */
    public synchronized Optional<String> vaeProblem() {
        if (vaeProblem == null) {
            vaeProblem = vae.problem();
        }
        return vaeProblem;
    }

    /** Returns what the settings of the model's folder say that is not taken over. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(unet.notes());
        notes.addAll(vae.notes());
        notes.addAll(text.notes());
        notes.addAll(prediction.notes());
        return notes;
    }

    /**
     * Returns this model with the VAE of another file or folder instead of its own, or with one half of it.
     *
     * @throws ModelException if it is none or cannot be used, or the model's own has latents of another size or scale
     */
    public Checkpoint withVae(Path file) {
        Checkpoint changed = new Checkpoint(path, unet, vae.with(file), text, prediction, loras);
        changed.vaeProblem().ifPresent(problem -> {
            throw new ModelException(problem);
        });
        vae.requireAlike(changed.vae, file);
        return changed;
    }

    /** Returns this model with LoRAs and motion LoRAs, which change it in this order while its networks are loaded. */
    public Checkpoint withLoras(List<Lora> changes) {
        return new Checkpoint(path, unet, vae, text, prediction, changes);
    }

    /**
     * Returns what the model's LoRAs change in one of its networks.
     *
     * @param tensors of the network; the UNet's with those of a motion module, if one is used
     * @throws ModelException if a LoRA was made for another model
     */
    public Patches patches(NetworkKind network, StateDict tensors) {
        return loras.stream()
                .map(lora -> lora.changes(network, tensors).patches())
                .reduce(Patches.NONE, Patches::and);
    }

    /** Returns this model with another idea of what its UNet predicts than its files give. */
    public Checkpoint withPrediction(Prediction other) {
        String word = other == Prediction.V ? "v" : "epsilon";
        PredictionKind stated = new PredictionKind(Optional.of(word), "--prediction", prediction.scheduler());
        return new Checkpoint(path, unet, vae, text, stated, loras);
    }

    public Path path() {
        return path;
    }

    /**
     * Returns what the UNet was trained to predict; noise, if nothing says otherwise.
     *
     * @throws ModelException if a file says something that is not computed here
     */
    public Prediction prediction() {
        return prediction.prediction();
    }

    /** Returns what the VAE's means are multiplied by to become the UNet's latents. */
    public float latentScale() {
        return vae.latentScale();
    }

    /** Returns the pixels of the pictures that the model was trained on. */
    public int trainedPixels() {
        int side = unet.get().config().integer("sample_size", SAMPLE_SIZE) * vaeFactor();
        return side * side;
    }

    /** Returns how many pixels, along each side, one latent stands for. */
    public int vaeFactor() {
        return vae.factor();
    }

    /** Returns the channels of an encoded prompt, as the UNet takes it. */
    public int contextWidth() {
        return unet().tensors().keySet().stream()
                .filter(name -> name.endsWith(".attn2.to_k.weight"))
                .findFirst()
                .map(name -> (int) unet().dim(name, 1))
                .orElseThrow(() -> new ModelException(path + " has a UNet that takes no prompt"));
    }

    /** Returns the tokens of an encoded prompt, start and end included. */
    public int maxTokens() {
        return (int) text().dim("embeddings.position_embedding.weight", 0);
    }

    public StateDict unet() {
        return unet.get().tensors();
    }

    public UNetConfig unetConfig() {
        return unetConfig(unet.get().config());
    }

    public static UNetConfig unetConfig(NetworkConfig config) {
        // What diffusers calls attention_head_dim is the number of heads, unless the right name is there too.
        int heads = config.common("num_attention_heads", config.common("attention_head_dim", UNetConfig.SD15.heads()));
        return new UNetConfig(
                heads,
                config.integer("norm_num_groups", UNetConfig.SD15.groups()),
                config.number("norm_eps", UNetConfig.SD15.eps()));
    }

    public Autoencoder autoencoder() {
        return vae;
    }

    public StateDict text() {
        return text.get().tensors();
    }

    public TextConfig textConfig() {
        return textConfig(text.get());
    }

    public static TextConfig textConfig(NetworkFiles text) {
        TextConfig clip = TextConfig.clip(text.tensors().dim("embeddings.token_embedding.weight", 1));
        NetworkConfig config = text.config();
        String activation = config.text("hidden_act", "quick_gelu");
        if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
            throw new ModelException(
                    "%s: hidden_act should be quick_gelu or gelu, found %s".formatted(config.path(), activation));
        }
        return new TextConfig(config.integer("num_attention_heads", clip.heads()), activation.equals("gelu"));
    }
}
