package restyle.models.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.nets.TextConfig;
import restyle.models.nets.UNetConfig;
import restyle.models.nets.Vae;
import restyle.models.nets.VaeConfig;
import restyle.models.sampling.Prediction;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.ModelKind;
import restyle.models.weights.names.NetworkKind;

/**
 * An image model of the Stable Diffusion 1.x family: UNet, VAE and text encoder, from one {@code .safetensors} file or from a diffusers
 * folder. Opening reads names and shapes only.
 *
 * <p>The schedule of a diffusers folder is not taken over, but for what its UNet predicts: with motion modules the schedule is always
 * AnimateDiff's.
 */
public final class Checkpoint {
    private static final Set<ModelKind> MODELS =
            EnumSet.of(ModelKind.SD15_CHECKPOINT, ModelKind.UNET_ALONE, ModelKind.CONTROLNET);
    private static final float LATENT_SCALE = 0.18215f;

    /** Sides of Stable Diffusion 1.5's training latents, where no config.json says otherwise. */
    private static final int SAMPLE_SIZE = 64;

    private final Path path;
    private final Optional<NetworkFiles> unet;
    private final Optional<NetworkFiles> vae;
    private final Optional<NetworkFiles> text;
    private final NetworkConfig scheduler;

    private Checkpoint(
            Path path,
            Optional<NetworkFiles> unet,
            Optional<NetworkFiles> vae,
            Optional<NetworkFiles> text,
            NetworkConfig scheduler) {
        this.path = path;
        this.unet = unet;
        this.vae = vae;
        this.text = text;
        this.scheduler = scheduler;
    }

    /**
     * Opens a model.
     *
     * @param path a {@code .safetensors} file, or a folder with {@code unet/}, {@code vae/}, {@code text_encoder/}
     * @throws ModelException if it cannot be read, or is a model of another kind: the message says which
     */
    public static Checkpoint open(Path path) {
        if (!Files.exists(path)) {
            throw new ModelException("there is no model " + path);
        }
        requireKind(path);
        return ofParts(List.of(path));
    }

    /**
     * Puts a model together: each of its networks is taken from the first file or folder that has it. Networks that none has are missed
     * only when they are needed.
     */
    public static Checkpoint ofParts(List<Path> paths) {
        return new Checkpoint(
                paths.get(0),
                first(paths, NetworkKind.UNET).map(Checkpoint::checked),
                first(paths, NetworkKind.VAE).map(Checkpoint::checkedVae),
                first(paths, NetworkKind.TEXT_ENCODER),
                NetworkConfig.read(paths.get(0).resolve("scheduler").resolve("scheduler_config.json")));
    }

    private static Optional<NetworkFiles> first(List<Path> paths, NetworkKind part) {
        return paths.stream()
                .map(path -> NetworkFiles.find(path, part))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void requireKind(Path path) {
        Path unet = path.resolve("unet");
        ModelKind kind = ModelKind.of(NetworkFiles.everything(Files.isDirectory(unet) ? unet : path));
        boolean whole = MODELS.contains(kind)
                && NetworkFiles.find(path, NetworkKind.UNET).isPresent();
        if (!whole) {
            throw new ModelException(
                    "%s is %s; expected a Stable Diffusion 1.5 checkpoint, as a .safetensors file or a diffusers folder"
                            .formatted(path, kind));
        }
    }

    private static NetworkFiles checked(NetworkFiles unet) {
        unet.config()
                .require("act_fn", "silu")
                .require("flip_sin_to_cos", true)
                .require("freq_shift", 0)
                .require("in_channels", 4)
                .require("resnet_time_scale_shift", "default")
                .requireAbsent("addition_embed_type")
                .requireAbsent("class_embed_type")
                .requireAbsent("encoder_hid_dim_type");
        return unet;
    }

    private static NetworkFiles checkedVae(NetworkFiles vae) {
        vae.config().require("act_fn", "silu").requireAbsent("shift_factor").requireAbsent("latents_mean");
        return vae;
    }

    /** This model with the VAE of another file or folder instead of its own. */
    public Checkpoint withVae(Path file) {
        return new Checkpoint(
                path, unet, Optional.of(checkedVae(NetworkFiles.open(file, NetworkKind.VAE))), text, scheduler);
    }

    public Path path() {
        return path;
    }

    /** What the UNet was trained to predict. */
    public Prediction prediction() {
        String type = scheduler.text("prediction_type", "epsilon");
        return switch (type) {
            case "epsilon" -> Prediction.EPSILON;
            case "v_prediction" -> Prediction.V;
            default ->
                throw new ModelException("%s: prediction_type should be epsilon or v_prediction, found %s"
                        .formatted(scheduler.path(), type));
        };
    }

    /** What the VAE's means are multiplied by to become the UNet's latents. */
    public float latentScale() {
        return vaePart().config().number("scaling_factor", LATENT_SCALE);
    }

    /** Pixels of the pictures that the model was trained on. */
    public int trainedPixels() {
        int side = unetPart().config().integer("sample_size", SAMPLE_SIZE) * vaeFactor();
        return side * side;
    }

    /** How many pixels, along each side, one latent stands for. */
    public int vaeFactor() {
        return Vae.scale(Weights.of(new Graph(), vae()));
    }

    /** Channels of an encoded prompt, as the UNet takes it. */
    public int contextWidth() {
        return unet().tensors().keySet().stream()
                .filter(name -> name.endsWith(".attn2.to_k.weight"))
                .findFirst()
                .map(name -> (int) unet().dim(name, 1))
                .orElseThrow(() -> new ModelException(path + " has a UNet that takes no prompt"));
    }

    /** Tokens of an encoded prompt, start and end included. */
    public int maxTokens() {
        return (int) text().dim("embeddings.position_embedding.weight", 0);
    }

    /** By what the sides of the latents must be divisible so that every level of the UNet halves evenly; other sizes work too. */
    public int unetFactor() {
        int factor = 1;
        for (int i = 0;
                !unet().below("down_blocks." + i + ".downsamplers.").tensors().isEmpty();
                i++) {
            factor *= 2;
        }
        return factor;
    }

    public StateDict unet() {
        return unetPart().tensors();
    }

    public UNetConfig unetConfig() {
        return unetConfig(unetPart().config());
    }

    public static UNetConfig unetConfig(NetworkConfig config) {
        // What diffusers calls attention_head_dim is the number of heads, unless the right name is there too.
        int heads = config.common("num_attention_heads", config.common("attention_head_dim", UNetConfig.SD15.heads()));
        return new UNetConfig(
                heads,
                config.integer("norm_num_groups", UNetConfig.SD15.groups()),
                config.number("norm_eps", UNetConfig.SD15.eps()));
    }

    public StateDict vae() {
        return vaePart().tensors();
    }

    public VaeConfig vaeConfig() {
        return new VaeConfig(vaePart().config().integer("norm_num_groups", VaeConfig.SD15.groups()));
    }

    public StateDict text() {
        return textPart().tensors();
    }

    public TextConfig textConfig() {
        return textConfig(textPart());
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

    private NetworkFiles unetPart() {
        return unet.orElseThrow(() -> new ModelException(path + " holds no UNet; use a complete checkpoint"));
    }

    private NetworkFiles vaePart() {
        return vae.orElseThrow(() -> new ModelException(path + " holds no VAE; name one with --vae"));
    }

    private NetworkFiles textPart() {
        return text.orElseThrow(() -> new ModelException(path + " holds no text encoder; use a complete checkpoint"));
    }
}
