package restyle.models.inference;

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
import restyle.models.schedule.Prediction;
import restyle.models.weights.ModelKind;
import restyle.models.weights.Part;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;

/**
 * An image model of the Stable Diffusion 1.x family: UNet, VAE and text encoder, from one {@code .safetensors} file or from a diffusers
 * folder. Opening reads names and shapes only.
 *
 * <p>The schedule of a diffusers folder is not taken over, but for what its UNet predicts: with motion modules the schedule is always
 * AnimateDiff's.
 */
public final class Checkpoint {
    private static final Set<ModelKind> MODELS =
            EnumSet.of(ModelKind.SD15_CHECKPOINT, ModelKind.UNET, ModelKind.CONTROLNET);
    private static final float LATENT_SCALE = 0.18215f;

    /** Sides of Stable Diffusion 1.5's training latents, where no config.json says otherwise. */
    private static final int SAMPLE_SIZE = 64;

    private final Path path;
    private final Optional<Component> unet;
    private final Optional<Component> vae;
    private final Optional<Component> text;
    private final ComponentConfig scheduler;

    private Checkpoint(
            Path path,
            Optional<Component> unet,
            Optional<Component> vae,
            Optional<Component> text,
            ComponentConfig scheduler) {
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
    static Checkpoint ofParts(List<Path> paths) {
        return new Checkpoint(
                paths.get(0),
                first(paths, Part.UNET).map(Checkpoint::checked),
                first(paths, Part.VAE).map(Checkpoint::checkedVae),
                first(paths, Part.TEXT_ENCODER),
                ComponentConfig.read(paths.get(0).resolve("scheduler").resolve("scheduler_config.json")));
    }

    private static Optional<Component> first(List<Path> paths, Part part) {
        return paths.stream()
                .map(path -> Component.find(path, part))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void requireKind(Path path) {
        Path unet = path.resolve("unet");
        ModelKind kind = ModelKind.of(Component.everything(Files.isDirectory(unet) ? unet : path));
        boolean whole = MODELS.contains(kind) && Component.find(path, Part.UNET).isPresent();
        if (!whole) {
            throw new ModelException(
                    "%s is %s; expected a Stable Diffusion 1.5 checkpoint, as a .safetensors file or a diffusers folder"
                            .formatted(path, kind));
        }
    }

    private static Component checked(Component unet) {
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

    private static Component checkedVae(Component vae) {
        vae.config().require("act_fn", "silu").requireAbsent("shift_factor").requireAbsent("latents_mean");
        return vae;
    }

    /** This model with the VAE of another file or folder instead of its own. */
    public Checkpoint withVae(Path file) {
        return new Checkpoint(path, unet, Optional.of(checkedVae(Component.open(file, Part.VAE))), text, scheduler);
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
        return unet().tensors().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".attn2.to_k.weight"))
                .findFirst()
                .map(entry -> (int) entry.getValue().dim(1))
                .orElseThrow(() -> new ModelException(path + " has a UNet that takes no prompt"));
    }

    /** Tokens of an encoded prompt, start and end included. */
    public int maxTokens() {
        return (int) Weights.of(new Graph(), text()).dim("embeddings.position_embedding.weight", 0);
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

    StateDict unet() {
        return unetPart().tensors();
    }

    UNetConfig unetConfig() {
        return unetConfig(unetPart().config());
    }

    static UNetConfig unetConfig(ComponentConfig config) {
        // What diffusers calls attention_head_dim is the number of heads, unless the right name is there too.
        int heads = config.common("num_attention_heads", config.common("attention_head_dim", UNetConfig.SD15.heads()));
        return new UNetConfig(
                heads,
                config.integer("norm_num_groups", UNetConfig.SD15.groups()),
                config.number("norm_eps", UNetConfig.SD15.eps()));
    }

    StateDict vae() {
        return vaePart().tensors();
    }

    VaeConfig vaeConfig() {
        return new VaeConfig(vaePart().config().integer("norm_num_groups", VaeConfig.SD15.groups()));
    }

    StateDict text() {
        return textPart().tensors();
    }

    TextConfig textConfig() {
        return textConfig(textPart());
    }

    static TextConfig textConfig(Component text) {
        Weights weights = Weights.of(new Graph(), text.tensors());
        TextConfig clip = TextConfig.clip(weights.dim("embeddings.token_embedding.weight", 1));
        ComponentConfig config = text.config();
        String activation = config.text("hidden_act", "quick_gelu");
        if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
            throw new ModelException(
                    "%s: hidden_act should be quick_gelu or gelu, found %s".formatted(config.path(), activation));
        }
        return new TextConfig(config.integer("num_attention_heads", clip.heads()), activation.equals("gelu"));
    }

    private Component unetPart() {
        return unet.orElseThrow(() -> new ModelException(path + " holds no UNet; use a complete checkpoint"));
    }

    private Component vaePart() {
        return vae.orElseThrow(() -> new ModelException(path + " holds no VAE; name one with --vae"));
    }

    private Component textPart() {
        return text.orElseThrow(() -> new ModelException(path + " holds no text encoder; use a complete checkpoint"));
    }
}
