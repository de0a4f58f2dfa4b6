package restyle.models.model;

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
import restyle.models.nets.Control;
import restyle.models.nets.ControlNet;
import restyle.models.nets.MotionConfig;
import restyle.models.nets.MotionLayers;
import restyle.models.nets.TextEncoder;
import restyle.models.nets.UNet;
import restyle.models.nets.UNetConfig;
import restyle.models.nets.Vae;
import restyle.models.nets.VaeConfig;
import restyle.models.weights.StateDict;
import restyle.models.weights.Weights;
import restyle.models.weights.names.LeftBehind;
import restyle.models.weights.names.NetworkKind;

/**
 * Whether tensors make up a whole network: its graph is built at a small size, without running it.
 *
 * @param problem the first tensor that is missing or has the wrong shape, as a message; empty if there is none
 * @param unknown names of tensors that the network has no use for; not known, hence empty, if there is a problem
 */
public record WeightsCheck(Optional<String> problem, Set<String> unknown) {
    private static final long SIDE = 8;
    private static final int MAX_NAMES = 5;
    private static final Pattern WITHOUT_BIAS = Pattern.compile(".*\\.(to_[qkv]|(token|position)_embedding)\\.weight");
    private static final Pattern MOTION_MODULE = Pattern.compile("(.*motion_modules\\.\\d+)\\..*");

    /** Checks a network of this sort; settings beside it count. */
    public static WeightsCheck of(NetworkKind part, NetworkFiles files) {
        StateDict tensors = files.tensors();
        Weights w = Weights.of(new Graph(), tensors);
        try {
            build(part, files, w);
        } catch (ModelException | IllegalArgumentException | ArithmeticException e) {
            return new WeightsCheck(Optional.of(named(part, files, e)), Set.of());
        }
        Set<String> unknown = w.unused();
        Optional<String> bias = missingBias(tensors, unknown);
        if (bias.isPresent()) {
            String problem = "%s has no tensor %s; is the file complete?".formatted(tensors.origin(), bias.get());
            return new WeightsCheck(Optional.of(problem), Set.of());
        }
        unknown.removeIf(name -> LeftBehind.isLeftBehind(tensors.get(name).name()));
        return new WeightsCheck(Optional.empty(), unknown);
    }

    /** A message that says which file is meant; those of layers do not know. */
    private static String named(NetworkKind part, NetworkFiles files, RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        String origin = files.tensors().origin();
        boolean named = message.contains(origin) || message.contains("config.json: ");
        return named ? message : "%s: the tensors of its %s do not fit together: %s".formatted(origin, part, message);
    }

    /** Layers work without a bias, so that one that is missing would not be missed: only these have none. */
    private static Optional<String> missingBias(StateDict tensors, Set<String> unknown) {
        return tensors.tensors().keySet().stream()
                .filter(name -> name.endsWith(".weight") && !unknown.contains(name))
                .filter(name -> !WITHOUT_BIAS.matcher(name).matches())
                .map(name -> name.substring(0, name.length() - "weight".length()) + "bias")
                .filter(name -> !tensors.tensors().containsKey(name))
                .findFirst();
    }

    private static void build(NetworkKind part, NetworkFiles files, Weights w) {
        StateDict tensors = files.tensors();
        switch (part) {
            case UNET -> unet(w, tensors, Checkpoint.unetConfig(files.config()));
            case CONTROLNET -> controlNet(w, tensors, Checkpoint.unetConfig(files.config()));
            case VAE -> vae(w, Checkpoint.vaeConfig(files.config()));
            case TEXT_ENCODER ->
                new TextEncoder(Checkpoint.textConfig(files)).build(w, w.graph().input("tokens", DType.INT64, 1, SIDE));
            case MOTION -> motion(w, tensors, MotionModule.config(files));
        }
    }

    /** Why a network cannot be used: something is missing, does not fit, or belongs to a network of another form. */
    Optional<String> objection(NetworkKind part, String origin) {
        if (problem.isPresent() || unknown.isEmpty()) {
            return problem;
        }
        String more = unknown.size() > MAX_NAMES ? " and " + (unknown.size() - MAX_NAMES) + " more" : "";
        return Optional.of("%s: its %s has tensors that restyle has no use for, so it is of another form: %s%s"
                .formatted(origin, part, unknown.stream().limit(MAX_NAMES).collect(Collectors.joining(", ")), more));
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
                        graph.input("maps", 1, 3, side, side));
    }

    private static void vae(Weights w, VaeConfig config) {
        long side = SIDE * Vae.scale(w);
        Vae vae = new Vae(config);
        vae.decode(w, w.graph().input("latents", 1, 4, SIDE, SIDE));
        vae.encode(w, w.graph().input("image", 1, 3, side, side));
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
                String up = "up_blocks.%d.motion_modules.%d".formatted(block, layer);
                String down = "down_blocks.%d.motion_modules.%d".formatted(block, layer);
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
