package restyle.job.options;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * The options of a job as they are written, on the command line, in a job file and in a style alike; null means "not said here".
 * Field names are the long option names. What they mean and allow is checked in {@code JobResolver}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public final class JobOptions {

    @Option(
            names = {"-p", "--prompt"},
            paramLabel = "TEXT|@FILE",
            description = "What it should look like. A file may have lines 'FRAME: text' or 'scene N: text'.")
    public String prompt;

    @Option(
            names = {"-n", "--negative"},
            paramLabel = "TEXT|@FILE",
            description = "What it should not look like; counts only with --guidance above 1.")
    public String negative;

    @Option(names = "--style", paramLabel = "NAME", description = "A named preset; 'restyle styles' lists them.")
    public String style;

    @Option(
            names = "--model",
            paramLabel = "FILE|NAME",
            description = "Stable Diffusion 1.5 checkpoint or diffusers folder. Default: the starter pack.")
    public String model;

    @Option(
            names = "--motion",
            paramLabel = "FILE|NAME",
            description = "AnimateDiff motion module. Default: the one that fits --steps.")
    public String motion;

    @Option(names = "--vae", paramLabel = "FILE|NAME", description = "Autoencoder to use instead of the model's own.")
    public String vae;

    @Option(
            names = "--lora",
            paramLabel = "FILE|NAME[:SCALE]",
            description = "LoRA for the image model; may be repeated. Default scale: 1.")
    public List<String> lora;

    @Option(
            names = "--motion-lora",
            paramLabel = "FILE|NAME[:SCALE]",
            description = "LoRA for the motion module, or its domain adapter; may be repeated. Default scale: 0.8.")
    public List<String> motionLora;

    @Option(
            names = "--prediction",
            paramLabel = "epsilon|v",
            description = "What the model's UNet predicts. Default: what its files say, else epsilon.")
    public String prediction;

    @Option(
            names = "--motion-norms",
            paramLabel = "window|frame",
            description =
                    "Group normalisation of the motion module over a whole window, as diffusers does, or frame by frame, as "
                            + "AnimateDiff's own code does. Default: window.")
    public String motionNorms;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Sampling steps: 1, 2, 3, 4 or 8 for Lightning. Default: the style's, else what the motion module was made for.")
    public Integer steps;

    @Option(
            names = "--sampler",
            paramLabel = "NAME",
            description = "euler, dpm++2m, dpm++2m-karras, ddim or lcm. Default: what the motion module was made for.")
    public String sampler;

    @Option(
            names = "--spacing",
            paramLabel = "trailing|leading|linspace",
            description =
                    "Which timesteps are sampled. Default: what the motion module was made for, else what is usual for the sampler.")
    public String spacing;

    @Option(
            names = "--strength",
            paramLabel = "S",
            description = "1 starts from noise; below 1 the source itself is the start. Default: 1.")
    public Double strength;

    @Option(
            names = "--guidance",
            paramLabel = "G[,G]...",
            description =
                    "Classifier-free guidance; above 1 costs twice. Several numbers are for the steps in turn, the last for the rest. "
                            + "Default: what the motion module was made for.")
    public String guidance;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Noise is a function of seed and source frame number. Default: 0.")
    public Long seed;

    @Option(
            names = "--clip-skip",
            paramLabel = "N",
            description = "Layer of the text encoder, counted from the end. Default: 1.")
    public Integer clipSkip;

    @Option(
            names = "--weighting",
            paramLabel = "comfy|a1111",
            description =
                    "Whose rules prompts are read by: (word:1.2), what is cut where, how embeddings are named. Default: comfy.")
    public String weighting;

    @Option(
            names = "--embedding",
            paramLabel = "FILE|NAME",
            description =
                    "Textual inversion; prompts call it embedding:NAME, or NAME with --weighting a1111. May be repeated. Those in the "
                            + "models folder need not be given.")
    public List<String> embedding;

    @Option(
            names = "--size",
            paramLabel = "WxH|N|source",
            description = "Size that is generated; N is the short side. Default: the model's own area.")
    public String size;

    @Option(names = "--fps", paramLabel = "F", description = "Generate fewer frames per second. Default: the source's.")
    public Double fps;

    @Option(
            names = "--every",
            paramLabel = "1-8",
            description =
                    "Diffuse every Nth frame and the last of each scene, and fill the others in from both sides along the motion of "
                            + "the source. Nearly N times as fast where diffusion is most of the work. Default: the style's, else 1, which diffuses every frame.")
    public Integer every;

    @Option(names = "--frames", paramLabel = "A-B", description = "Only these frames, from 0, both included.")
    public String frames;

    @Option(names = "--context", paramLabel = "N", description = "Frames in a window. Default: 16.")
    public Integer context;

    @Option(
            names = "--overlap",
            paramLabel = "N",
            description = "Frames that neighbouring windows share. Default: 4, or half of a window that is not longer.")
    public Integer overlap;

    @Option(
            names = "--cuts",
            paramLabel = "auto|off|T",
            description = "Scene cuts are window borders; T is a threshold 0..1. Default: auto.")
    public String cuts;

    @Option(
            names = "--control",
            paramLabel = "NAME[,key=value]...",
            description =
                    "A preprocessor and its ControlNet or T2I-Adapter; may be repeated. Keys: net, scale, start, end, map, and the "
                            + "preprocessor's own settings.")
    public List<String> control;

    @Option(
            names = "--reference",
            paramLabel = "PICTURE|FOLDER|CLIP[:SCALE]",
            description =
                    "What it should look like, shown (IP-Adapter); may be repeated, then they are averaged. Of a folder or clip, each "
                            + "scene gets the next picture. Default scale: 0.6.")
    public List<String> reference;

    @Option(
            names = "--ip-adapter",
            paramLabel = "FILE|NAME",
            description =
                    "IP-Adapter for --reference, plain or Plus. Default: ip-adapter_sd15, or the only one in the models folder.")
    public String ipAdapter;

    @Option(
            names = "--image-encoder",
            paramLabel = "FILE|NAME",
            description =
                    "CLIP image encoder for --reference. Default: CLIP-ViT-H-14-laion2B-s32B-b79K, or the only one in the models folder.")
    public String imageEncoder;

    @Option(
            names = "--background",
            paramLabel = "source|#rrggbb|PATH|generated",
            description =
                    "What stands behind the subject; needs a matting preprocessor such as rvm. Default: generated.")
    public String background;

    @Option(
            names = "--restyle",
            paramLabel = "all|subject|background",
            description =
                    "Which part is restyled; the rest keeps the source's latents at each step, and its pixels. Needs a matting "
                            + "preprocessor such as rvm. Default: all.")
    public String restyle;

    @Option(
            names = "--noise-type",
            paramLabel = "per-frame|constant",
            description =
                    "constant: every frame starts from the noise of frame 0. Default: the style's, else per-frame.")
    public String noiseType;

    @Option(
            names = "--noise",
            paramLabel = "FILE",
            description = "safetensors file with the tensor 'noise' [frames, 4, h, w].")
    public String noise;

    @Option(
            names = "--step-noise",
            paramLabel = "FILE",
            description =
                    "safetensors file with the tensor 'step_noise' [steps, frames, 4, h, w], for samplers that add noise (lcm).")
    public String stepNoise;

    @Option(
            names = "--deflicker",
            paramLabel = "0-4",
            description =
                    "Average each generated frame with so many before and after it, along the motion of the source. Default: 0.")
    public Integer deflicker;

    @Option(
            names = "--ink",
            paramLabel = "off|0-1[,flat=0-1][,detail=0-1]",
            description =
                    "Draw the source's contours over what is generated, as dark as that, and make its tones flat (1); detail: how weak "
                            + "the contours may be that are drawn (0.5). Default: as the style says, else off.")
    public String ink;

    @Option(
            names = "--match-colour",
            paramLabel = "off|source|PICTURE",
            description =
                    "Give each scene the mean and covariance of the source's colours, or of a picture's, in Lab. One map for the whole "
                            + "scene, found in its first frames that are diffused, as many as --context says. Default: off.")
    public String matchColour;

    @Option(
            names = "--upscale",
            paramLabel = "FILE|NAME[,tile=PIXELS]|none",
            description =
                    "Enlarge frames by a network where the output is larger than what is generated: RRDBNet, SRVGGNetCompact, SPAN, or an ONNX file from pictures to pictures; "
                            + "'animevideo' comes with restyle. Default: as the style says, else none.")
    public String upscale;

    @Option(
            names = "--output-size",
            paramLabel = "WxH|N|source|xF",
            description =
                    "Size of the output; N is the short side, x2 twice the source. The last resize averages areas where it makes "
                            + "frames smaller, and uses a Lanczos kernel where it makes them larger. Default: source.")
    public String outputSize;

    @Option(
            names = "--finish",
            paramLabel = "NAME[,key=value]...",
            description =
                    "A finisher plugin, which changes restyled frames at the size of the output; may be repeated, in this order. "
                            + "see 'restyle plugins list'.")
    public List<String> finish;

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            description =
                    "h264, h265, vp9, av1, prores, ffv1, mjpeg, or one encoder, such as libsvtav1 or hevc_nvenc; 'restyle "
                            + "doctor' lists those that are there. Default: by the output's extension.")
    public String codec;

    @Option(names = "--quality", paramLabel = "0-100", description = "Default: visually lossless.")
    public Integer quality;

    @Option(
            names = "--encoder-option",
            paramLabel = "KEY=VALUE",
            description =
                    "An option of the encoder itself, as FFmpeg names it (preset=slow); may be repeated. Wins over --quality.")
    public List<String> encoderOption;

    @Option(
            names = "--audio",
            paramLabel = "copy|none|aac|opus|flac|pcm",
            description =
                    "Take the sound along, leave it out, or convert it, for files that cannot hold it. Default: copy.")
    public String audio;

    @Option(names = "--save-latents", paramLabel = "FILE", description = "Also write the final latents as safetensors.")
    public String saveLatents;

    @Option(names = "--models", paramLabel = "DIR", description = "Where model names are looked up.")
    public String models;

    @Option(names = "--device", paramLabel = "auto|cpu|cuda[:N]|ep:LIBRARY[:DEVICE]", description = "Default: auto.")
    public String device;

    @Option(
            names = "--precision",
            paramLabel = "auto|fp32|tf32|fp16|int8",
            description =
                    "Arithmetic of the networks. Default: auto, fp32 on the CPU and fp16 on CUDA; int8 is the fast way of CPUs.")
    public String precision;

    @Option(names = "--threads", paramLabel = "N", description = "Processor threads. Default: all.")
    public Integer threads;

    @Option(
            names = "--no-map-cache",
            arity = "0",
            description = "Do not keep control maps in your restyle folder, nor use those that are kept.")
    public Boolean noMapCache;
}
