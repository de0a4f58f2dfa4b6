package restyle.models.weights.names;

import static restyle.models.weights.names.NetworkKind.MOTION;
import static restyle.models.weights.names.NetworkKind.TEXT_ENCODER;
import static restyle.models.weights.names.NetworkKind.UNET;
import static restyle.models.weights.names.NetworkKind.VAE;
import static restyle.models.weights.names.Signs.all;
import static restyle.models.weights.names.Signs.any;
import static restyle.models.weights.names.Signs.axes;
import static restyle.models.weights.names.Signs.has;
import static restyle.models.weights.names.Signs.inputChannels;
import static restyle.models.weights.names.Signs.promptWidth;
import static restyle.models.weights.names.Signs.size;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import restyle.models.weights.StateDict;

/**
 * What a weight file is, told by the names and shapes of its tensors. The one table of all kinds: the first whose signs a file has counts, so
 * kinds that hold others' tensors too come before those. Sources of the names: see {@link NetworkKind}, ComfyUI-AnimateDiff-Evolved's
 * motion_module_ad.py, diffusers' loaders, spandrel.
 */
public enum ModelKind {
    // What looks like another kind and changes it.
    IP_ADAPTER_FACE_ID(
            "an IP-Adapter for face embeddings (FaceID)",
            Advice.NOT_COMPUTED,
            any("(ip_adapter\\.)?\\d+\\.to_\\w+_lora\\..*|(image_proj\\.)?perceiver_resampler\\..*")),
    IP_ADAPTER_SDXL(
            "an IP-Adapter for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any("ip_adapter\\..*").and(promptWidth(2048))),
    IP_ADAPTER_PLUS("an IP-Adapter Plus", "give it to --ip-adapter", all("image_proj.latents"), NetworkKind.IP_ADAPTER),
    IP_ADAPTER(
            "an IP-Adapter",
            "give it to --ip-adapter",
            any("image_proj\\.proj\\.(weight|bias)"),
            NetworkKind.IP_ADAPTER),
    IP_ADAPTER_OTHER(
            "an IP-Adapter of another form (full face or the like)",
            Advice.NOT_COMPUTED,
            any("(image_proj|ip_adapter)\\..*")),
    CONTROL_LORA_SDXL(
            "a Control-LoRA for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any(Signs.CONTROL_LORA).and(any("label_emb\\..*").or(promptWidth(2048)))),
    CONTROL_LORA("a Control-LoRA", Advice.CONTROL, any(Signs.CONTROL_LORA)),
    CONTROL_LLLITE("a ControlNet-LLLite", Advice.NOT_COMPUTED, any("lllite_.*")),
    MOTION_LORA("a motion LoRA", "give it to --motion-lora", any(".*motion_modules[._]\\d+[._].*lora.*")),
    LORA_OTHER(
            "a LoRA for a diffusion model of another family (Flux, Stable Diffusion 3 or the like)",
            Advice.OTHER_FAMILY,
            any(Signs.LORA)
                    .and(any("(.*[._])?(double_blocks|single_blocks|joint_blocks|single_transformer_blocks)[._].*"
                            + "|transformer[._].*|lora_transformer_.*"))),
    LORA_SDXL(
            "a LoRA for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any(Signs.LORA)
                    .and(any("lora_te2_.*|text_encoder_2\\..*|.*_blocks[._].*transformer_blocks[._][1-9]\\d*[._].*")
                            .or(promptWidth(2048)))),
    LORA_SD2(
            "a LoRA for Stable Diffusion 2",
            Advice.OTHER_FAMILY,
            any(Signs.LORA).and(promptWidth(1024))),
    LORA("a LoRA", "give it to --lora", any(Signs.LORA)),

    // ControlNets.
    SPARSE_CONTROL(
            "a SparseCtrl network, a ControlNet with motion modules of its own",
            Advice.NOT_COMPUTED,
            any(Signs.CONTROL).and(any(".*motion_modules\\..*"))),
    CONTROLNET_SDXL(
            "a ControlNet for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any(Signs.CONTROL).and(promptWidth(2048).or(any("(control_)?add_embedding\\..*|label_emb\\..*")))),
    CONTROLNET_SD2(
            "a ControlNet for Stable Diffusion 2",
            Advice.OTHER_FAMILY,
            any(Signs.CONTROL).and(promptWidth(1024))),
    CONTROLNET_DIFFERENCE("a ControlNet stored as a difference to its base model", Advice.CONTROL, any("difference")),
    CONTROLNET(
            "a ControlNet for Stable Diffusion 1.5",
            Advice.CONTROL,
            has(NetworkKind.CONTROLNET),
            NetworkKind.CONTROLNET,
            UNET,
            VAE,
            TEXT_ENCODER),

    // Motion modules, before UNets: some of those hold them too.
    MOTION_HOTSHOT(
            "the temporal layers of Hotshot-XL, for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any(".*temporal_attentions\\..*|.*pos_encoder\\.positional_encoding")),
    MOTION_UNET(
            "a UNet with motion modules in it",
            "save UNet and motion modules as two files",
            any(Signs.MOTION).and(has(UNET))),
    MOTION_PIA(
            "a motion module with an input layer of its own (PIA, FancyVideo or the like)",
            Advice.NOT_COMPUTED,
            any(Signs.MOTION).and(any("(unet\\.)?(conv_in|fps_embedding|motion_embedding)\\..*"))),
    MOTION_SDXL(
            "a motion module for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any(Signs.MOTION)
                    .and(any("down_blocks\\.2\\..*"))
                    .and(any("down_blocks\\.3\\..*").negate())),
    MOTION_OTHER(
            "a motion module with parts of another network beside it",
            Advice.NOT_COMPUTED,
            any(Signs.MOTION).and(Predicate.not(Signs::isMotionAlone))),
    MOTION_LCM(
            "an AnimateDiff motion module without positions (AnimateLCM)",
            Advice.MOTION,
            has(MOTION)
                    .and(any(".*\\.temporal_transformer\\..*"))
                    .and(any(".*\\.pe").negate()),
            MOTION),
    MOTION_V2(
            "an AnimateDiff motion module, version 2",
            Advice.MOTION,
            has(MOTION).and(any("mid_block\\..*")),
            MOTION),
    MOTION_V1(
            "an AnimateDiff motion module, version 1",
            Advice.MOTION,
            has(MOTION).and(size(".*\\.pe", 3, 1, 24)),
            MOTION),
    MOTION_V3("an AnimateDiff motion module, version 3", Advice.MOTION, has(MOTION), MOTION),
    MOTION_PART("a part of a motion module", "use the whole file", any(Signs.MOTION)),

    // Image models.
    SDXL(
            "a Stable Diffusion XL model",
            Advice.OTHER_FAMILY,
            any("conditioner\\.embedders\\..*|.*add_embedding\\..*")
                    .or(any(Signs.UNET).and(promptWidth(2048)))),
    SD2(
            "a Stable Diffusion 2 model",
            Advice.OTHER_FAMILY,
            any("cond_stage_model\\.model\\..*").or(any(Signs.UNET).and(promptWidth(1024)))),
    OTHER_DIFFUSION(
            "a diffusion model of another family (Flux, Stable Diffusion 3 or the like)",
            Advice.OTHER_FAMILY,
            any(
                    "(model\\.)?(diffusion_model\\.)?(double_blocks|joint_blocks|transformer_blocks|single_transformer_blocks"
                            + "|blocks)\\.0\\..*")),
    INPAINTING(
            "an inpainting model, whose UNet takes 9 channels",
            "name the model that it was made from",
            any(Signs.UNET).and(inputChannels(9)),
            VAE,
            TEXT_ENCODER),
    INSTRUCT(
            "an InstructPix2Pix model, whose UNet takes 8 channels",
            Advice.NOT_COMPUTED,
            any(Signs.UNET).and(inputChannels(8)),
            VAE,
            TEXT_ENCODER),
    LCM_UNET(
            "a UNet that was distilled to take its guidance as an input (LCM)",
            "use the model that it was made from with an LCM-LoRA",
            has(UNET).and(any(".*time_embed(ding)?\\.cond_proj\\..*")),
            VAE,
            TEXT_ENCODER),
    SD15_CHECKPOINT(
            "a Stable Diffusion 1.5 checkpoint",
            Advice.MODEL,
            has(UNET).and(has(VAE).or(has(TEXT_ENCODER))),
            UNET,
            VAE,
            TEXT_ENCODER),
    UNET_ALONE("a UNet of Stable Diffusion 1.5 without VAE and text encoder", Advice.MODEL, has(UNET), UNET),

    // Autoencoders and encoders.
    TINY_VAE_OTHER(
            "a tiny autoencoder for another family of models", Advice.OTHER_FAMILY, TinyVaeSigns::isOfAnotherFamily),
    TINY_VAE_VIDEO(
            "a tiny autoencoder that sees neighbouring frames (TAESDV)",
            Advice.VAE,
            TinyVaeSigns::isVideo,
            NetworkKind.TINY_VAE_ENCODER,
            NetworkKind.TINY_VAE_DECODER),
    TINY_VAE(
            "a tiny autoencoder (TAESD)",
            Advice.VAE,
            TinyVaeSigns::isTiny,
            NetworkKind.TINY_VAE_ENCODER,
            NetworkKind.TINY_VAE_DECODER),
    VAE_OTHER(
            "a VAE for another family of models",
            Advice.OTHER_FAMILY,
            any("(.*\\.)?decoder\\.(up|up_blocks)\\..*")
                    .and(any("(.*\\.)?decoder\\.conv_in\\.weight"))
                    .and(Predicate.not(size("(.*\\.)?decoder\\.conv_in\\.weight", 4, 1, 4)))),
    VAE_ALONE("a VAE", Advice.VAE, has(VAE), VAE),
    IMAGE_ENCODER(
            "a CLIP image encoder",
            "give it to --image-encoder",
            any("(vision_model\\.)?embeddings\\.class_embedding"),
            NetworkKind.IMAGE_ENCODER),
    OPEN_CLIP(
            "a CLIP model in OpenCLIP's layout",
            "use the same model as transformers saves it",
            any("(visual\\.)?(transformer\\.resblocks\\.0\\..*|class_embedding)")),
    TEXT_T5("a T5 text encoder", Advice.OTHER_FAMILY, any("encoder\\.block\\.0\\.layer\\.0\\.SelfAttention\\..*")),
    TEXT_SDXL(
            "the second text encoder of Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            size("(.*\\.)?embeddings\\.token_embedding\\.weight", 2, 1, 1280)),
    TEXT_ENCODER_ALONE("a CLIP text encoder", "it belongs into a model's folder", has(TEXT_ENCODER), TEXT_ENCODER),

    // Helpers of a run.
    T2I_ADAPTER_SDXL(
            "a T2I-Adapter for Stable Diffusion XL",
            Advice.OTHER_FAMILY,
            any(Signs.T2I)
                    .and(size("(.*\\.)?conv_in\\.weight", 4, 1, 768).or(size("(.*\\.)?conv_in\\.weight", 4, 1, 256)))),
    T2I_ADAPTER("a T2I-Adapter", Advice.CONTROL, any(Signs.T2I), NetworkKind.T2I_ADAPTER),
    UPSCALER(
            "an upscaler (ESRGAN)",
            Advice.UPSCALE,
            any("(body|RRDB_trunk)\\.0\\.(rdb|RDB)1\\..*|model\\.1\\.sub\\.0\\.RDB1\\..*"),
            NetworkKind.UPSCALER_RRDB),
    UPSCALER_COMPACT(
            "an upscaler (compact form of Real-ESRGAN)",
            Advice.UPSCALE,
            axes("body.0.weight", 4).and(axes("body.1.weight", 1)),
            NetworkKind.UPSCALER_COMPACT),
    UPSCALER_SPAN(
            "an upscaler (SPAN)",
            Advice.UPSCALE,
            all("conv_1.sk.weight", "block_1.c1_r.eval_conv.weight"),
            NetworkKind.UPSCALER_SPAN),
    UPSCALER_OTHER(
            "an upscaler of a form that restyle does not compute",
            "use one of Real-ESRGAN's or a SPAN",
            any("conv_first\\.weight|layers\\.0\\.residual_group\\..*|upsample\\.0\\.weight|model\\.0\\.weight")),
    DEPTH_ANYTHING(
            "a Depth Anything network",
            "it belongs to the preprocessor depth",
            any("pretrained\\.cls_token|backbone\\.embeddings\\.cls_token").and(any("(depth_head|neck)\\..*")),
            NetworkKind.DEPTH),
    HED("a HED edge detector", "it belongs to the preprocessor hed", any("block1\\.convs\\.0\\.weight")),
    EMBEDDING_SDXL("a textual inversion embedding for Stable Diffusion XL", Advice.OTHER_FAMILY, any("clip_g")),
    EMBEDDING(
            "a textual inversion embedding",
            "give it to --embedding",
            any("emb_params|string_to_param.*|clip_l").or(Signs::isEmbedding)),
    UNKNOWN("no kind of model that restyle knows", "", tensors -> true);

    private final String title;
    private final String advice;
    private final Predicate<StateDict> test;
    private final Set<NetworkKind> offered;

    /** What to do with files that were given as something else. */
    private static final class Advice {
        static final String OTHER_FAMILY = "restyle works with Stable Diffusion 1.5";
        static final String NOT_COMPUTED = "restyle does not compute it";
        static final String CONTROL = "name it in --control as net=FILE";
        static final String MOTION = "give it to --motion";
        static final String MODEL = "give it to --model";
        static final String VAE = "give it to --vae";
        static final String UPSCALE = "give it to --upscale";

        private Advice() {}
    }

    ModelKind(String title, String advice, Predicate<StateDict> test, NetworkKind... offered) {
        this.title = title;
        this.advice = advice;
        this.test = test;
        this.offered = Set.of(offered);
    }

    /** Returns what these tensors, under their file's own names, are. */
    public static ModelKind of(StateDict file) {
        StateDict bare = Wrappers.removed(file);
        return Arrays.stream(values())
                .filter(kind -> kind.test.test(bare))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /**
     * Returns whether a network of this sort may be taken from such a file, if it is there. Networks that no kind lists are taken
     * from any.
     */
    public boolean offers(NetworkKind part) {
        return offered.contains(part) || Arrays.stream(values()).noneMatch(kind -> kind.offered.contains(part));
    }

    /** Returns whether any network may be taken from such a file. */
    public boolean offersSome() {
        return !offered.isEmpty();
    }

    /** Returns what to do with such a file where something else is expected; empty if there is nothing to say. */
    public String advice() {
        return advice;
    }

    /** Returns it with its article, as in "it is ...". */
    @Override
    public String toString() {
        return title;
    }
}
