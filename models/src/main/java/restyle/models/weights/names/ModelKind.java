package restyle.models.weights.names;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import restyle.models.weights.StateDict;
import restyle.models.weights.StoredTensor;

/** What a weight file is, told by the names and shapes of its tensors. */
public enum ModelKind {
    LORA("a LoRA", any(".*(lora_(down|up|A|B|unet|te)|\\.lora\\.|_lora\\.|hada_w1|lokr_w1|dora_scale).*")),
    CONTROL_LORA("a Control-LoRA", any("lora_controlnet")),
    CONTROLNET_DIFFERENCE("a ControlNet stored as a difference to its base model", any("difference")),
    CONTROLNET("a ControlNet for Stable Diffusion 1.5", has(NetworkKind.CONTROLNET)),
    SDXL(
            "a Stable Diffusion XL model",
            any("conditioner\\.embedders\\..*|.*add_embedding\\..*").or(crossWidth(2048))),
    SD2("a Stable Diffusion 2 model", any("cond_stage_model\\.model\\..*").or(crossWidth(1024))),
    OTHER_DIFFUSION(
            "a diffusion model of another family (Flux, Stable Diffusion 3 or the like)",
            any("(model\\.diffusion_model\\.)?(double_blocks|joint_blocks|transformer_blocks)\\.0\\..*")),
    INPAINTING("an inpainting model", inputChannels(9)),
    INSTRUCT("an InstructPix2Pix model", inputChannels(8)),
    SD15_CHECKPOINT(
            "a Stable Diffusion 1.5 checkpoint",
            has(NetworkKind.UNET).and(has(NetworkKind.VAE).or(has(NetworkKind.TEXT_ENCODER)))),
    UNET("a UNet of Stable Diffusion 1.5 without VAE and text encoder", has(NetworkKind.UNET)),
    MOTION_SDXL(
            "a motion module for Stable Diffusion XL",
            has(NetworkKind.MOTION).and(any("down_blocks\\.3\\..*").negate())),
    MOTION_V2("an AnimateDiff motion module, version 2", has(NetworkKind.MOTION).and(any("mid_block\\..*"))),
    MOTION_LCM(
            "an AnimateDiff motion module without positions (AnimateLCM)",
            has(NetworkKind.MOTION).and(any(".*\\.pe").negate())),
    MOTION_V1("an AnimateDiff motion module, version 1", has(NetworkKind.MOTION).and(positions(24))),
    MOTION_V3("an AnimateDiff motion module, version 3", has(NetworkKind.MOTION)),
    VAE("a VAE", has(NetworkKind.VAE)),
    TEXT_ENCODER("a CLIP text encoder", has(NetworkKind.TEXT_ENCODER)),
    IP_ADAPTER("an IP-Adapter", any("(image_proj|ip_adapter)\\..*")),
    T2I_ADAPTER("a T2I-Adapter", any("(adapter\\.)?body\\.0\\..*block1\\.weight")),
    UPSCALER("an upscaler", any("conv_first\\.weight|body\\.0\\.rdb1\\..*|model\\.1\\.sub\\..*")),
    HED("a HED edge detector", any("block1\\.convs\\.0\\.weight")),
    EMBEDDING(
            "a textual inversion embedding",
            any("emb_params|string_to_param.*|clip_[lg]").or(ModelKind::isEmbedding)),
    UNKNOWN("no kind of model that restyle knows", tensors -> true);

    private final String title;
    private final Predicate<StateDict> test;

    ModelKind(String title, Predicate<StateDict> test) {
        this.title = title;
        this.test = test;
    }

    /** What these tensors, under their file's own names, are. */
    public static ModelKind of(StateDict file) {
        return Arrays.stream(values())
                .filter(kind -> kind.test.test(file))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static Predicate<StateDict> any(String pattern) {
        Predicate<String> names = Pattern.compile(pattern).asMatchPredicate();
        return file -> file.tensors().keySet().stream().anyMatch(names);
    }

    private static Predicate<StateDict> has(NetworkKind part) {
        return file -> part.in(file).isPresent();
    }

    /** Whether a UNet takes prompts of this width. */
    private static Predicate<StateDict> crossWidth(long width) {
        String name = "[.\\w]*\\.transformer_blocks\\.0\\.attn2\\.to_k\\.weight";
        Predicate<String> names = Pattern.compile(name).asMatchPredicate();
        return file -> file.tensors().values().stream()
                .anyMatch(tensor -> names.test(tensor.name()) && tensor.shape().length == 2 && tensor.dim(1) == width);
    }

    /** Whether a UNet takes this many channels beside or instead of the 4 of the latents. */
    private static Predicate<StateDict> inputChannels(long channels) {
        return file -> unetTensor(file, "conv_in.weight")
                .map(tensor -> tensor.shape().length == 4 && tensor.dim(1) == channels)
                .orElse(false);
    }

    private static Optional<StoredTensor> unetTensor(StateDict file, String name) {
        return NetworkKind.UNET.in(file).map(unet -> unet.tensors().get(name));
    }

    /** Whether a motion module knows windows of this many frames. */
    private static Predicate<StateDict> positions(long frames) {
        return file -> file.tensors().values().stream()
                .anyMatch(tensor ->
                        tensor.name().endsWith(".pe") && tensor.shape().length == 3 && tensor.dim(1) == frames);
    }

    private static boolean isEmbedding(StateDict file) {
        return file.tensors().size() == 1
                && file.tensors().firstEntry().getValue().shape().length <= 2
                && !file.tensors().firstKey().contains(".");
    }

    /** With its article, as in "it is ...". */
    @Override
    public String toString() {
        return title;
    }
}
