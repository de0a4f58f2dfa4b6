package restyle.models.nets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import restyle.models.graph.DType;
import restyle.models.graph.Tensor;
import restyle.models.nets.EncoderHalf.Encoded;
import restyle.models.weights.Weights;

/**
 * The UNet of Stable Diffusion 1.x, with AnimateDiff's motion modules where the weights have them: diffusers' UNet2DConditionModel and
 * UNetMotionModel.
 */
public final class UNet {
    private final SpatialLayers spatial;
    private final EncoderHalf half;

    public UNet(UNetConfig config, MotionConfig motion) {
        spatial = new SpatialLayers(config, motion.norms().tieResnets());
        half = new EncoderHalf(spatial, new MotionLayers(motion));
    }

    /**
     * Predicts the noise, or whatever the network was trained to predict. Frames are the batch axis and share one timestep.
     *
     * @param latents [f, 4, h, w], scaled to unit variance; h and w need not be multiples of anything
     * @param timestep [1], 0 to 999
     * @param context the encoded prompt, [1, tokens, width] or one for each frame
     * @param control what is added to the skip connections and to the middle
     * @return float32, as latents
     */
    public Tensor build(Weights w, Tensor latents, Tensor timestep, Tensor context, Control control) {
        return build(w, latents, timestep, Context.of(context), control);
    }

    /** Predicts as the other, with reference pictures beside the prompt. */
    public Tensor build(Weights w, Tensor latents, Tensor timestep, Context context, Control control) {
        Tensor x = w.at("conv_in").conv(latents);
        Tensor time = EncoderHalf.time(w.at("time_embedding"), timestep, x.dim(1));
        Encoded encoded = half.encode(w, x, time, context, control);
        Deque<Tensor> skips = controlled(encoded.skips(), control);
        x = control.apply("mid", encoded.middle());
        for (int i = 0; w.has("up_blocks." + i); i++) {
            x = up(w.at("up_blocks").at(i), x, time, context, skips);
        }
        if (!skips.isEmpty()) {
            throw new IllegalArgumentException(
                    "%d results of the encoding half are left over, so the decoding half lacks as many layers"
                            .formatted(skips.size()));
        }
        return w.at("conv_out")
                .conv(spatial.norm(w.at("conv_norm_out"), x).silu())
                .cast(DType.FLOAT);
    }

    private Tensor up(Weights w, Tensor x, Tensor time, Context context, Deque<Tensor> skips) {
        for (int i = 0; w.has("resnets." + i); i++) {
            x = half.layer(w, i, x.concat(1, next(skips)), time, context);
            skips.pop();
        }
        if (w.has("upsamplers.0")) {
            // Exactly the size of the next skip, which odd sizes need.
            Tensor next = next(skips);
            x = w.at("upsamplers.0.conv").conv(x.resizeNearest(next.dim(2), next.dim(3)));
        }
        return x;
    }

    private static Tensor next(Deque<Tensor> skips) {
        if (skips.isEmpty()) {
            throw new IllegalArgumentException("the decoding half has more layers than the encoding half has results");
        }
        return skips.peek();
    }

    /** The skips, newest on top, as the decoding half sees them; the encoding half itself does not see the residuals. */
    private static Deque<Tensor> controlled(List<Tensor> skips, Control control) {
        Deque<Tensor> stack = new ArrayDeque<>();
        for (Tensor skip : skips) {
            stack.push(control.apply("down_" + stack.size(), skip));
        }
        return stack;
    }
}
