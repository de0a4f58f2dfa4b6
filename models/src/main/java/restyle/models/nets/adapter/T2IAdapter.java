package restyle.models.nets.adapter;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/**
 * A T2I-Adapter (arXiv 2302.08453), full or light: features for the levels of a UNet's encoding half. It sees neither prompt nor timestep, so
 * once for a frame is enough.
 */
public final class T2IAdapter {
    /** Blocks of a level in full adapters, where the names just go on. */
    private static final int BLOCKS = 2;

    private static final int COLOURS = 3;

    private T2IAdapter() {}

    /**
     * Computes a feature for each level.
     *
     * @param maps [f, 3, H, W], red green blue, 0..1, at {@link #scale} times the latents' size; for adapters made for grey maps their mean
     * @return [f, c, h, w], then half and a quarter and an eighth of that (rounded up) with more channels, not scaled
     */
    public static List<Tensor> build(Weights w, Tensor maps) {
        Tensor pixels = inputChannels(w) % COLOURS == 0 ? maps : maps.mean(1);
        Tensor x = TensorOps.pixelUnshuffle(pixels, scale(w));
        return w.has("conv_in") ? full(w, w.at("conv_in").conv(x)) : light(w, x);
    }

    /** Returns how many pixels of a map, along each side, one latent stands for. */
    public static int scale(Weights w) {
        long channels = inputChannels(w);
        return (int) Math.round(Math.sqrt(channels % COLOURS == 0 ? channels / (double) COLOURS : channels));
    }

    private static long inputChannels(Weights w) {
        return w.dim(w.has("conv_in") ? "conv_in.weight" : "body.0.in_conv.weight", 1);
    }

    private static List<Tensor> full(Weights w, Tensor first) {
        List<Tensor> features = new ArrayList<>();
        Tensor x = first;
        int blocks = w.count("body.");
        if (blocks % BLOCKS != 0) {
            throw new IllegalArgumentException(
                    "the adapter has %d blocks, expected %d for each level".formatted(blocks, BLOCKS));
        }
        for (int i = 0; i < blocks; i++) {
            Weights block = w.at("body").at(i);
            if (i > 0 && i % BLOCKS == 0) {
                features.add(x);
                x = halved(block, x);
            }
            x = block(block, block.has("in_conv") ? block.at("in_conv").conv(x) : x);
        }
        features.add(x);
        return features;
    }

    /** Narrow inside, wide outside. */
    private static List<Tensor> light(Weights w, Tensor first) {
        List<Tensor> features = new ArrayList<>();
        Tensor x = first;
        for (int level = 0; w.has("body." + level); level++) {
            Weights part = w.at("body").at(level);
            int blocks = w.at("body").at(0).count("body.");
            x = part.at("in_conv").conv(level > 0 ? halved(part, x) : x);
            for (int i = 0; i < blocks; i++) {
                x = block(part.at("body").at(i), x);
            }
            x = part.at("out_conv").conv(x);
            features.add(x);
        }
        return features;
    }

    private static Tensor halved(Weights w, Tensor x) {
        return w.has("down_opt.op") ? w.at("down_opt.op").conv(x, 2) : TensorOps.averagePool(x, 2);
    }

    private static Tensor block(Weights w, Tensor x) {
        Tensor y = w.at("block2").conv(w.at("block1").conv(x).relu());
        return y.add(w.has("skep") ? w.at("skep").conv(x) : x);
    }
}
