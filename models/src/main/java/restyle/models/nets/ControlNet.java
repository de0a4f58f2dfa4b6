package restyle.models.nets;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.DType;
import restyle.models.graph.Tensor;
import restyle.models.nets.EncoderHalf.Encoded;
import restyle.models.weights.Weights;

/** A ControlNet for Stable Diffusion 1.x (arXiv 2302.05543): diffusers' ControlNetModel. */
public final class ControlNet {
    private final EncoderHalf half;

    public ControlNet(UNetConfig config) {
        half = new EncoderHalf(new SpatialLayers(config, false), new MotionLayers(MotionConfig.ANIMATEDIFF));
    }

    /**
     * Computes the residuals for the skip connections of a UNet, oldest first, and for its middle, float32; not scaled.
     *
     * @param latents [f, 4, h, w], what the UNet sees
     * @param timestep [1], what the UNet sees
     * @param context [1, tokens, width] or one for each frame
     * @param hint [f, c, h, w], what {@link #hint} makes of maps
     */
    public List<Tensor> build(Weights w, Tensor latents, Tensor timestep, Tensor context, Tensor hint) {
        Tensor x = w.at("conv_in").conv(latents);
        Tensor time = EncoderHalf.time(w.at("time_embedding"), timestep, x.dim(1));
        x = x.add(hint.cast(x.dtype()));
        Encoded encoded = half.encode(w, x, time, Context.of(context), Control.NONE);
        List<Tensor> residuals = new ArrayList<>();
        for (Tensor skip : encoded.skips()) {
            residuals.add(w.at("controlnet_down_blocks")
                    .at(residuals.size())
                    .conv(skip)
                    .cast(DType.FLOAT));
        }
        residuals.add(w.at("controlnet_mid_block").conv(encoded.middle()).cast(DType.FLOAT));
        return residuals;
    }

    /** Returns how many pixels of a map, along each side, one latent stands for. */
    public static int scale(Weights w) {
        return 1 << blocks(w.at("controlnet_cond_embedding")) / 2;
    }

    private static int blocks(Weights w) {
        int blocks = 0;
        while (w.has("blocks." + blocks)) {
            blocks++;
        }
        return blocks;
    }

    /**
     * Brings maps to the size and width of the latents' first convolution; every second block halves the size. The same for all steps.
     *
     * @param maps [f, 3, H, W], red green blue, 0..1, at {@link #scale} times the latents' size
     * @return [f, c, h, w], float32
     */
    public static Tensor hint(Weights network, Tensor maps) {
        Weights w = network.at("controlnet_cond_embedding");
        Tensor x = w.at("conv_in").conv(maps).silu();
        for (int i = 0; i < blocks(w); i++) {
            x = w.at("blocks").at(i).conv(x, 1 + i % 2).silu();
        }
        return w.at("conv_out").conv(x).cast(DType.FLOAT);
    }
}
