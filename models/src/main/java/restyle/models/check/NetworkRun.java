package restyle.models.check;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import restyle.models.engine.LoadedControlNet;
import restyle.models.engine.LoadedUNet;
import restyle.models.engine.PromptEncoder;
import restyle.models.engine.ResidualNames;
import restyle.models.engine.VaeDecoder;
import restyle.models.engine.VaeEncoder;
import restyle.models.graph.ModelException;
import restyle.models.model.Checkpoint;
import restyle.models.model.ControlModel;
import restyle.models.model.MotionModule;
import restyle.models.nets.MotionNorms;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.LongTensor;

/**
 * Runs one network on tensors from a file and writes what it computes to another: for checking a model, or this program, against another
 * program. Frames beyond the first are allowed wherever a network works frame by frame.
 */
public enum NetworkRun {
    /** tokens int64 [n, tokens] to last [n, tokens, width]. */
    TEXT {
        @Override
        Map<String, FloatTensor> run(Source source, TensorInputs in) {
            LongTensor tokens = in.longs("tokens", -1, -1);
            int length = (int) tokens.shape()[1];
            try (PromptEncoder text = PromptEncoder.open(source.checkpoint(), source.compute())) {
                return eachFrame((int) tokens.shape()[0], row -> {
                    long[] ids = Arrays.copyOfRange(tokens.values(), row * length, (row + 1) * length);
                    return Map.of("last", text.encode(ids, 1));
                });
            }
        }
    },

    /** latents [f, 4, h, w], timestep int64 [1], context [1, tokens, width], perhaps down_0 and so on, mid to out. */
    UNET {
        @Override
        Map<String, FloatTensor> run(Source source, TensorInputs in) {
            FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
            FloatTensor context = in.floats("context", 1, -1, -1);
            List<FloatTensor> residuals = in.residuals();
            LoadedUNet.Size size = new LoadedUNet.Size(
                    (int) latents.dim(0), (int) latents.dim(2), (int) latents.dim(3), (int) context.dim(1));
            try (LoadedUNet unet = LoadedUNet.open(
                    source.checkpoint(), source.motion(), size, !residuals.isEmpty(), source.compute())) {
                return Map.of("out", unet.run(latents, in.timestep(), context, residuals));
            }
        }
    },

    /** latents [f, 4, h, w], timestep int64 [1], context [1, tokens, width], maps [f, 3, H, W] to down_0 and so on, mid. */
    CONTROLNET {
        @Override
        Map<String, FloatTensor> run(Source source, TensorInputs in) {
            FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
            FloatTensor context = in.floats("context", 1, -1, -1);
            ControlModel model = ControlModel.open(source.weights().get(0));
            int factor = model.mapFactor();
            FloatTensor maps = in.floats("maps", latents.dim(0), 3, latents.dim(2) * factor, latents.dim(3) * factor);
            try (LoadedControlNet net = LoadedControlNet.open(
                    model,
                    (int) latents.dim(2),
                    (int) latents.dim(3),
                    (int) context.dim(1),
                    (int) context.dim(2),
                    source.compute())) {
                return eachFrame(
                        (int) latents.dim(0),
                        f -> ResidualNames.name(
                                net.run(latents.rows(f, f + 1), in.timestep(), context, maps.rows(f, f + 1))));
            }
        }
    },

    /** image [f, 3, H, W] to mean [f, 4, h, w]. */
    VAE_ENCODE {
        @Override
        Map<String, FloatTensor> run(Source source, TensorInputs in) {
            FloatTensor image = in.floats("image", -1, 3, -1, -1);
            try (VaeEncoder vae =
                    VaeEncoder.open(source.checkpoint(), (int) image.dim(2), (int) image.dim(3), source.compute())) {
                return eachFrame((int) image.dim(0), f -> Map.of("mean", vae.encode(image.rows(f, f + 1))));
            }
        }
    },

    /** latents [f, 4, h, w] to decoded [f, 3, H, W]. */
    VAE_DECODE {
        @Override
        Map<String, FloatTensor> run(Source source, TensorInputs in) {
            FloatTensor latents = in.floats("latents", -1, 4, -1, -1);
            try (VaeDecoder vae = VaeDecoder.open(
                    source.checkpoint(), (int) latents.dim(2), (int) latents.dim(3), source.compute())) {
                return eachFrame((int) latents.dim(0), f -> Map.of("decoded", vae.decode(latents.rows(f, f + 1))));
            }
        }
    };

    /** Where a network comes from, and what it runs on. */
    private record Source(List<Path> weights, Optional<MotionModule> motion, Compute compute) {
        Checkpoint checkpoint() {
            return Checkpoint.ofParts(weights);
        }
    }

    abstract Map<String, FloatTensor> run(Source source, TensorInputs in);

    /**
     * The network of this name: {@code text}, {@code unet}, {@code controlnet}, {@code vae-encode} or {@code vae-decode}.
     *
     * @throws ModelException if there is none
     */
    public static NetworkRun of(String name) {
        return Arrays.stream(values())
                .filter(net -> net.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ModelException("no network \"%s\"; expected one of %s".formatted(name, names())));
    }

    private static String names() {
        return Arrays.stream(values()).map(NetworkRun::toString).collect(Collectors.joining(", "));
    }

    /**
     * Runs the network.
     *
     * @param weights files or folders; the first that has the network counts
     * @param motion a motion module for the UNet
     * @param norms over what the motion module is normalised
     * @param in a safetensors file; tensors that the network does not take are ignored
     * @param out a safetensors file to write, replaced if it is there
     * @throws ModelException if a file or a tensor is missing or does not fit
     */
    public void run(List<Path> weights, Optional<Path> motion, MotionNorms norms, Path in, Path out, Compute compute) {
        if (motion.isPresent() && this != UNET) {
            throw new ModelException("only unet takes a motion module, not " + this);
        }
        TensorInputs inputs = TensorInputs.read(in);
        Optional<MotionModule> module =
                motion.map(path -> MotionModule.open(path).withNorms(norms));
        TensorInputs.write(out, run(new Source(weights, module, compute), inputs));
    }

    /** Computes frame by frame and puts the results together along the first axis. */
    private static Map<String, FloatTensor> eachFrame(int frames, Function<Integer, Map<String, FloatTensor>> one) {
        Map<String, FloatTensor> all = new LinkedHashMap<>();
        for (int f = 0; f < frames; f++) {
            int frame = f;
            one.apply(frame).forEach((name, result) -> {
                long[] shape = result.shape();
                shape[0] = frames;
                all.computeIfAbsent(name, key -> FloatTensor.zeros(shape))
                        .rows(frame, frame + 1)
                        .data()
                        .put(result.data());
            });
        }
        return all;
    }

    /** The name that {@link #of} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
