package restyle.models.check;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.model.UpscalerModel;
import restyle.models.nets.Control;
import restyle.models.nets.ControlNet;
import restyle.models.nets.MotionConfig;
import restyle.models.nets.MotionLayers;
import restyle.models.nets.TextConfig;
import restyle.models.nets.TextEncoder;
import restyle.models.nets.TinyVae;
import restyle.models.nets.UNet;
import restyle.models.nets.UNetConfig;
import restyle.models.nets.Vae;
import restyle.models.nets.VaeConfig;
import restyle.models.nets.adapter.ImageTokens;
import restyle.models.nets.adapter.T2IAdapter;
import restyle.models.nets.upscale.UpscaleNet;
import restyle.models.nets.vision.DepthAnything;
import restyle.models.nets.vision.DepthConfig;
import restyle.models.nets.vision.ImageEncoder;
import restyle.models.nets.vision.ImageEncoderConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.NetworkKind;

/**
 * Whether tensors make up a whole network: its graph is built at a small size, without running it.
 *
 * @param problem the first tensor that is missing or has the wrong shape, as a message; empty if there is none
 * @param unknown names of tensors that the network has no use for; not known, hence empty, if there is a problem
 */
public record WeightsCheck(Optional<String> problem, Set<String> unknown) {
    private static final long SIDE = 8;
    private static final Pattern MOTION_MODULE = Pattern.compile("(.*motion_modules\\.\\d+)\\..*");

    /**
     * What the weights of the networks do not show.
     *
     * @param unet of the UNet or ControlNet
     */
    public record Configs(UNetConfig unet, MotionConfig motion, VaeConfig vae, TextConfig text) {}

    /** @param tensors under diffusers' names */
    public static WeightsCheck of(NetworkKind part, StateDict tensors, Configs configs) {
        Weights w = Weights.of(new Graph(), tensors);
        try {
            switch (part) {
                case UNET -> unet(w, tensors, configs);
                case CONTROLNET -> controlNet(w, tensors, configs);
                case VAE -> vae(w, configs.vae());
                case TINY_VAE_ENCODER -> TinyVae.encode(w, w.graph().input("image", 1, 3, SIDE, SIDE));
                case TINY_VAE_DECODER -> TinyVae.decode(w, w.graph().input("latents", 1, 4, SIDE, SIDE));
                case UPSCALER_RRDB, UPSCALER_COMPACT, UPSCALER_SPAN -> upscaler(w, UpscalerModel.NETS.get(part));
                case T2I_ADAPTER -> t2i(w);
                case IMAGE_ENCODER -> imageEncoder(w);
                case IP_ADAPTER -> ipAdapter(w, tensors);
                case DEPTH -> depth(w);
                case TEXT_ENCODER ->
                    new TextEncoder(configs.text())
                            .build(w, TextEncoder.embed(w, w.graph().input("tokens", DType.INT64, 1, SIDE)));
                case MOTION -> motion(w, tensors, configs.motion());
            }
        } catch (ModelException | IllegalArgumentException | ArithmeticException e) {
            return new WeightsCheck(Optional.of(e.getMessage()), Set.of());
        }
        return new WeightsCheck(Optional.empty(), w.unused());
    }

    private static void unet(Weights w, StateDict tensors, Configs configs) {
        Graph graph = w.graph();
        new UNet(configs.unet(), configs.motion())
                .build(
                        w,
                        graph.input("latents", 1, 4, SIDE, SIDE),
                        graph.input("timestep", 1),
                        context(w, tensors),
                        Control.NONE);
    }

    private static void controlNet(Weights w, StateDict tensors, Configs configs) {
        Graph graph = w.graph();
        long side = SIDE * ControlNet.scale(w);
        new ControlNet(configs.unet())
                .build(
                        w,
                        graph.input("latents", 1, 4, SIDE, SIDE),
                        graph.input("timestep", 1),
                        context(w, tensors),
                        graph.input("maps", 1, 3, side, side));
    }

    private static void vae(Weights w, VaeConfig config) {
        long side = SIDE * Vae.scale(w);
        Vae vae = new Vae(config);
        vae.decode(w, w.graph().input("latents", 1, 4, SIDE, SIDE));
        vae.encode(w, w.graph().input("image", 1, 3, side, side));
    }

    private static void t2i(Weights w) {
        long side = SIDE * T2IAdapter.scale(w);
        T2IAdapter.build(w, w.graph().input("maps", 1, 3, side, side));
    }

    private static void imageEncoder(Weights w) {
        long side = ImageEncoder.side(w);
        long width = w.dim("vision_model.embeddings.patch_embedding.weight", 0);
        new ImageEncoder(ImageEncoderConfig.of(width)).build(w, w.graph().input("image", 1, 3, side, side));
    }

    /** Its attentions are parts of a UNet. */
    private static void ipAdapter(Weights w, StateDict tensors) {
        long width = ImageTokens.inputWidth(w);
        Graph graph = w.graph();
        ImageTokens.build(
                w, ImageTokens.readsPatches(w) ? graph.input("seen", 1, SIDE, width) : graph.input("seen", 1, width));
        tensors.tensors().keySet().stream()
                .filter(name -> name.matches("ip_adapter\\.\\d+\\.to_[kv]_ip\\.weight"))
                .forEach(w::get);
    }

    private static void depth(Weights w) {
        long side = DepthAnything.patch(w) * SIDE;
        // Which blocks are taken is not shown by the weights; all are computed.
        int blocks = w.at("pretrained").count("blocks.");
        new DepthAnything(DepthConfig.version2(blocks)).build(w, w.graph().input("image", 1, 3, side, side));
    }

    private static void upscaler(Weights w, UpscaleNet net) {
        long side = SIDE * net.alignment(w);
        net.build(w, w.graph().input("image", 1, 3, side, side));
    }

    /** A motion module is no network by itself: each of its parts is built alone. */
    private static void motion(Weights w, StateDict tensors, MotionConfig config) {
        Set<String> modules = tensors.tensors().keySet().stream()
                .map(MOTION_MODULE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String module : modules) {
            Tensor x = w.graph().input(module, 1, w.at(module).dim("proj_in.weight", 0), SIDE, SIDE);
            new MotionLayers(config).transformer(w.at(module), x);
        }
    }

    /** A prompt as wide as the first layer that attends to it takes it. */
    private static Tensor context(Weights w, StateDict tensors) {
        long width = tensors.tensors().entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".attn2.to_k.weight")
                        && entry.getValue().shape().length == 2)
                .findFirst()
                .map(entry -> entry.getValue().dim(1))
                .orElse(1L);
        return w.graph().input("context", 1, SIDE, width);
    }
}
