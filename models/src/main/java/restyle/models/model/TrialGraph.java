package restyle.models.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.nets.Control;
import restyle.models.nets.ControlNet;
import restyle.models.nets.MotionConfig;
import restyle.models.nets.MotionLayers;
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

/** Builds each network's graph at a small size, so that every tensor that it needs is asked for; nothing is run. */
final class TrialGraph {
    private static final long SIDE = 8;
    private static final Pattern MOTION_MODULE = Pattern.compile("(.*motion_modules\\.\\d+)\\..*");

    private TrialGraph() {}

    /** Asks for all tensors of a network; throws what its layers throw where one is missing or does not fit. */
    static void build(NetworkKind part, NetworkFiles files, Weights w) {
        StateDict tensors = files.tensors();
        switch (part) {
            case UNET -> unet(w, tensors, Checkpoint.unetConfig(files.config()));
            case CONTROLNET -> controlNet(w, tensors, Checkpoint.unetConfig(files.config()));
            case VAE -> vae(w, new VaeConfig(files.config().integer("norm_num_groups", VaeConfig.SD15.groups())));
            case TINY_VAE_ENCODER -> TinyVae.encode(w, w.graph().input("image", 1, 3, SIDE, SIDE));
            case TINY_VAE_DECODER -> TinyVae.decode(w, w.graph().input("latents", 1, 4, SIDE, SIDE));
            case UPSCALER_RRDB, UPSCALER_COMPACT, UPSCALER_SPAN -> upscaler(w, UpscalerModel.NETS.get(part));
            case T2I_ADAPTER -> t2i(w);
            case IMAGE_ENCODER -> {
                requireLayers(w, "vision_model.encoder.layers.", files);
                imageEncoder(w);
            }
            case IP_ADAPTER -> ipAdapter(w, tensors);
            case DEPTH -> depth(w);
            case TEXT_ENCODER -> {
                requireLayers(w, "encoder.layers.", files);
                new TextEncoder(Checkpoint.textConfig(files))
                        .build(w, TextEncoder.embed(w, w.graph().input("tokens", DType.INT64, 1, SIDE)));
            }
            case MOTION -> motion(w, tensors, MotionModule.config(files));
        }
    }

    /** Encoders have as many layers as there are, so that only their settings tell whether the last ones are missing. */
    private static void requireLayers(Weights w, String prefix, NetworkFiles files) {
        int found = w.count(prefix);
        int said = files.config().integer("num_hidden_layers", found);
        if (found != said) {
            throw new ModelException("%s: num_hidden_layers is %d, and %s has %d layers; is the file complete?"
                    .formatted(files.config().path(), said, files.tensors().origin(), found));
        }
    }

    /** Builds a T2I-Adapter and returns its features, one for each level. */
    static List<Tensor> t2i(Weights w) {
        long side = SIDE * T2IAdapter.scale(w);
        return T2IAdapter.build(w, w.graph().input("maps", 1, 3, side, side));
    }

    private static void imageEncoder(Weights w) {
        long side = ImageEncoder.side(w);
        long width = w.dim("vision_model.embeddings.patch_embedding.weight", 0);
        new ImageEncoder(ImageEncoderConfig.of(width)).build(w, w.graph().input("image", 1, 3, side, side));
        // Saved with encoders without a projection too, which then do not use it.
        if (w.has("vision_model.post_layernorm")) {
            w.get("vision_model.post_layernorm.weight");
            w.get("vision_model.post_layernorm.bias");
        }
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
        if (blocks % DepthConfig.LEVELS != 0) {
            throw new IllegalArgumentException("found %d blocks, expected as many for each of the %d levels"
                    .formatted(blocks, DepthConfig.LEVELS));
        }
        new DepthAnything(DepthConfig.version2(blocks)).build(w, w.graph().input("image", 1, 3, side, side));
    }

    private static void upscaler(Weights w, UpscaleNet net) {
        long side = SIDE * net.alignment(w);
        net.build(w, w.graph().input("image", 1, 3, side, side));
    }

    private static void unet(Weights w, StateDict tensors, UNetConfig config) {
        Graph graph = w.graph();
        new UNet(config, MotionConfig.ANIMATEDIFF)
                .build(
                        w,
                        graph.input("latents", 1, 4, SIDE, SIDE),
                        graph.input("timestep", 1),
                        context(w, tensors),
                        Control.NONE);
    }

    private static void controlNet(Weights w, StateDict tensors, UNetConfig config) {
        Graph graph = w.graph();
        long side = SIDE * ControlNet.scale(w);
        new ControlNet(config)
                .build(
                        w,
                        graph.input("latents", 1, 4, SIDE, SIDE),
                        graph.input("timestep", 1),
                        context(w, tensors),
                        ControlNet.hint(w, graph.input("maps", 1, 3, side, side)));
    }

    private static void vae(Weights w, VaeConfig config) {
        long side = SIDE * Vae.scale(w);
        Vae vae = new Vae(config);
        vae.decode(w, w.graph().input("latents", 1, 4, SIDE, SIDE));
        Tensor latents = vae.encode(w, w.graph().input("image", 1, 3, side, side));
        if (latents.dim(2) != SIDE) {
            throw new IllegalArgumentException(
                    "the decoder makes pictures %d times as large, the encoder makes %d of %d pixels"
                            .formatted(side / SIDE, latents.dim(2), side));
        }
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
        requireAll(tensors, modules);
    }

    /** A UNet's decoding half has as many blocks as the encoding one, each with a layer more. */
    private static void requireAll(StateDict tensors, Set<String> modules) {
        long layers = modules.stream()
                .filter(name -> name.startsWith("down_blocks.0."))
                .count();
        int blocks = 0;
        while (modules.contains("down_blocks." + blocks + ".motion_modules.0")
                || modules.contains("up_blocks." + blocks + ".motion_modules.0")) {
            blocks++;
        }
        for (int block = 0; block < blocks; block++) {
            for (int layer = 0; layer <= layers; layer++) {
                String up = String.format(Locale.ROOT, "up_blocks.%d.motion_modules.%d", block, layer);
                String down = String.format(Locale.ROOT, "down_blocks.%d.motion_modules.%d", block, layer);
                if (!modules.contains(up) || layer < layers && !modules.contains(down)) {
                    throw new ModelException("%s has no tensors of %s; is the file complete?"
                            .formatted(tensors.origin(), modules.contains(up) ? down : up));
                }
            }
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
