package restyle.models.nets;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import restyle.models.graph.ModelException;
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
        spatial = new SpatialLayers(config);
        half = new EncoderHalf(spatial, new MotionLayers(motion));
    }

    /**
     * Predicts the noise, or whatever the network was trained to predict. Frames are the batch axis and share one timestep.
     *
     * @param latents [f, 4, h, w], scaled to unit variance; h and w need not be multiples of anything
     * @param timestep [1], 0 to 999
     * @param context the encoded prompt, [1, tokens, width] or one for each frame
     * @param control residuals for the skip connections, oldest first, and for the middle; or an empty list
     * @return as latents
     */
    public Tensor build(Weights w, Tensor latents, Tensor timestep, Tensor context, List<Tensor> control) {
        Tensor x = w.at("conv_in").conv(latents);
        Tensor time = EncoderHalf.time(w.at("time_embedding"), timestep, x.dim(1));
        Encoded encoded = half.encode(w, x, time, context);
        x = control.isEmpty() ? encoded.middle() : sum(encoded.middle(), control.get(control.size() - 1));
        Deque<Tensor> skips = controlled(encoded.skips(), control);
        for (int i = 0; w.has("up_blocks." + i); i++) {
            x = up(w.at("up_blocks").at(i), x, time, context, skips);
        }
        return w.at("conv_out").conv(spatial.norm(w.at("conv_norm_out"), x).silu());
    }

    private Tensor up(Weights w, Tensor x, Tensor time, Tensor context, Deque<Tensor> skips) {
        for (int i = 0; w.has("resnets." + i); i++) {
            x = half.layer(w, i, x.concat(1, skips.pop()), time, context);
        }
        if (w.has("upsamplers.0")) {
            // Exactly the size of the next skip, which odd sizes need.
            Tensor next = skips.element();
            x = w.at("upsamplers.0.conv").conv(x.resizeNearest(next.dim(2), next.dim(3)));
        }
        return x;
    }

    /** The skips, newest on top, with their residuals added; the encoding half itself does not see these. */
    private static Deque<Tensor> controlled(List<Tensor> skips, List<Tensor> control) {
        if (!control.isEmpty() && control.size() != skips.size() + 1) {
            throw new ModelException(
                    "the UNet takes %d control residuals, found %d: the ControlNet belongs to another model"
                            .formatted(skips.size() + 1, control.size()));
        }
        Deque<Tensor> stack = new ArrayDeque<>();
        for (int i = 0; i < skips.size(); i++) {
            stack.push(control.isEmpty() ? skips.get(i) : sum(skips.get(i), control.get(i)));
        }
        return stack;
    }

    private static Tensor sum(Tensor picture, Tensor residual) {
        if (!Arrays.equals(picture.shape(), residual.shape())) {
            throw new ModelException(
                    "the UNet takes a control residual %s here, found %s: the ControlNet belongs to another model"
                            .formatted(Arrays.toString(picture.shape()), residual));
        }
        return picture.add(residual);
    }
}
