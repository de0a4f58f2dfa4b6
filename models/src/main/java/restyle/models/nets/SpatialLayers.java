package restyle.models.nets;

import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/**
 * Layers of a UNet that treat every frame by itself. Pictures are [f, c, h, w].
 *
 * @param tied whether resnets are normalised over all frames together all the same, see {@link MotionNorms#FRAME_VERSION_1}
 */
record SpatialLayers(UNetConfig config, boolean tied) {
    private static final float TRANSFORMER_EPS = 1e-6f;

    /** @param time the activated embedding of the timestep, [1, width] */
    Tensor resnet(Weights w, Tensor x, Tensor time) {
        Tensor h = w.at("conv1").conv(norm(w.at("norm1"), x).silu());
        h = h.add(w.at("time_emb_proj").linear(time).reshape(1, -1, 1, 1));
        h = w.at("conv2").conv(norm(w.at("norm2"), h).silu());
        return h.add(w.has("conv_shortcut") ? w.at("conv_shortcut").conv(x) : x);
    }

    Tensor norm(Weights w, Tensor x) {
        return tied
                ? MotionLayers.overWindow(x, window -> w.groupNorm(window, config.groups(), config.eps()))
                : w.groupNorm(x, config.groups(), config.eps());
    }

    /** Lets pixels attend to each other, then to the prompt. */
    Tensor transformer(Weights w, Tensor x, Context context) {
        Tensor tokens = w.at("norm").groupNorm(x, config.groups(), TRANSFORMER_EPS);
        tokens = w.at("proj_in").linear(tokens.reshape(x.dim(0), x.dim(1), -1).t());
        // The first has to be there.
        for (int i = 0; i == 0 || w.has("transformer_blocks." + i); i++) {
            tokens = block(w.at("transformer_blocks").at(i), tokens, context);
        }
        Tensor back = w.at("proj_out").linear(tokens).t();
        return back.add(x.reshape(back.shape())).reshape(x.shape());
    }

    private Tensor block(Weights w, Tensor x, Context context) {
        Tensor n = w.at("norm1").layerNorm(x);
        Tensor[] once = w.at("norm2").addAndNorm(x, Attention.attend(w.at("attn1"), n, n, config.heads()));
        Tensor[] twice =
                w.at("norm3").addAndNorm(once[0], Attention.attend(w.at("attn2"), once[1], context, config.heads()));
        return twice[0].add(Attention.feedForward(w.at("ff"), twice[1]));
    }
}
