package restyle.models.nets;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/**
 * The half that UNet and ControlNet share: from latents down to the middle.
 *
 * @param spatial layers within frames
 * @param motion layers across frames, used where the weights have motion modules
 */
record EncoderHalf(SpatialLayers spatial, MotionLayers motion) {

    /**
     * What comes out.
     *
     * @param middle the smallest picture
     * @param skips what the decoding half will see again, oldest first: after the first convolution, each layer, each downsampler
     */
    record Encoded(Tensor middle, List<Tensor> skips) {}

    /**
     * @param x [f, c, h, w], after the first convolution
     * @param time the activated embedding of the timestep
     * @param control may change the picture of each level, {@code feature_0} and so on, before it is passed on
     */
    Encoded encode(Weights w, Tensor x, Tensor time, Context context, Control control) {
        List<Tensor> skips = new ArrayList<>(List.of(x));
        for (int i = 0; w.has("down_blocks." + i); i++) {
            String feature = "feature_" + i;
            x = down(w.at("down_blocks").at(i), x, time, context, skips, level -> control.apply(feature, level));
        }
        return new Encoded(middle(w.at("mid_block"), x, time, context), skips);
    }

    private Tensor down(
            Weights w, Tensor x, Tensor time, Context context, List<Tensor> skips, UnaryOperator<Tensor> feature) {
        int layers = w.count("resnets.");
        for (int i = 0; i < layers; i++) {
            x = layer(w, i, x, time, context);
            x = i == layers - 1 ? feature.apply(x) : x;
            skips.add(x);
        }
        if (w.has("downsamplers.0")) {
            x = w.at("downsamplers.0.conv").conv(x, 2);
            skips.add(x);
        }
        return x;
    }

    private Tensor middle(Weights w, Tensor x, Tensor time, Context context) {
        x = layer(w, 0, x, time, context);
        return spatial.resnet(w.at("resnets.1"), x, time);
    }

    /** Applies a resnet and, where the weights have them, a spatial and a motion transformer. */
    Tensor layer(Weights w, int i, Tensor x, Tensor time, Context context) {
        x = spatial.resnet(w.at("resnets").at(i), x, time);
        if (w.has("attentions." + i)) {
            x = spatial.transformer(w.at("attentions").at(i), x, context);
        }
        return w.has("motion_modules." + i)
                ? motion.transformer(w.at("motion_modules").at(i), x)
                : x;
    }

    /**
     * Computes the activated embedding of a timestep, as every resnet takes it: cosines before sines, base 10000.
     *
     * @param timestep [1]
     * @param width of the sinusoids
     * @return [1, embedding width]
     */
    static Tensor time(Weights w, Tensor timestep, long width) {
        float[] frequencies = new float[Math.toIntExact(width / 2)];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) Math.exp(-Math.log(10000) * i / frequencies.length);
        }
        Tensor angles = timestep.reshape(1, 1).mul(timestep.graph().constant(frequencies));
        Tensor hidden =
                w.at("linear_1").linear(angles.cos().concat(1, angles.sin())).silu();
        return w.at("linear_2").linear(hidden).silu();
    }
}
