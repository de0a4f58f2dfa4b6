package restyle.models.nets;

import java.util.function.UnaryOperator;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/** The layers that AnimateDiff (arXiv 2307.04725) adds to a UNet: every pixel attends to itself across frames. */
public record MotionLayers(MotionConfig config) {
    private static final float EPS = 1e-6f;

    /**
     * Adds what every pixel learns from the same pixel of the other frames.
     *
     * @param x [f, c, h, w]
     */
    public Tensor transformer(Weights w, Tensor x) {
        Tensor normed = config.norms().areOverWindow()
                ? overWindow(x, window -> w.at("norm").groupNorm(window, config.groups(), EPS))
                : w.at("norm").groupNorm(x, config.groups(), EPS);
        // Between [f, c, pixels] and [pixels, f, c] lies a transposed matrix, for which the runtime has a fast kernel.
        long planes = x.dim(0) * x.dim(1);
        Tensor tokens = w.at("proj_in").linear(normed.reshape(planes, -1).t().reshape(-1, x.dim(0), x.dim(1)));
        // The first has to be there.
        for (int i = 0; i == 0 || w.has("transformer_blocks." + i); i++) {
            tokens = block(w.at("transformer_blocks").at(i), tokens);
        }
        // The sum comes before the reshape: the runtime would move that before the transposition, which is slow then.
        return w.at("proj_out")
                .linear(tokens)
                .reshape(-1, planes)
                .t()
                .add(x.reshape(planes, -1))
                .reshape(x.shape());
    }

    /**
     * Normalises all frames of a window as one picture.
     *
     * @param x [f, c, h, w]
     * @param norm of [1, c, f, pixels]
     */
    static Tensor overWindow(Tensor x, UnaryOperator<Tensor> norm) {
        long f = x.dim(0);
        long c = x.dim(1);
        Tensor window = x.reshape(f, c, -1).permute(1, 0, 2).reshape(1, c, f, -1);
        return norm.apply(window).reshape(c, f, -1).permute(1, 0, 2).reshape(x.shape());
    }

    /** @param x [pixels, frames, c] */
    private Tensor block(Weights w, Tensor x) {
        Tensor n = w.at("norm1").layerNorm(x).add(positions(w, "pos_embed.pe", x));
        Tensor[] once = w.at("norm2").addAndNorm(x, Attention.attend(w.at("attn1"), n, n, config.heads()));
        String second = w.has("pos_embed.1") ? "pos_embed.1.pe" : "pos_embed.pe";
        n = once[1].add(positions(w, second, x));
        Tensor[] twice = w.at("norm3").addAndNorm(once[0], Attention.attend(w.at("attn2"), n, n, config.heads()));
        return twice[0].add(Attention.feedForward(w.at("ff"), twice[1]));
    }

    /** Positions of the frames in the window, from the file or, where it has none, the sines and cosines that training used. */
    private static Tensor positions(Weights w, String name, Tensor x) {
        if (!w.has(name)) {
            return sinusoids(x, x.dim(1), x.dim(2)).cast(x.dtype());
        }
        if (w.dim(name, 1) < x.dim(1)) {
            throw new ModelException(
                    "the motion module knows windows of at most %d frames, found %d; use a shorter --context"
                            .formatted(w.dim(name, 1), x.dim(1)));
        }
        return w.get(name).slice(1, 0, x.dim(1));
    }

    /** Sine on even channels, cosine on odd ones, base 10000 (arXiv 1706.03762, section 3.5): [1, frames, channels]. */
    private static Tensor sinusoids(Tensor x, long frames, long channels) {
        float[] values = new float[Math.toIntExact(frames * channels)];
        for (int i = 0; i < values.length; i++) {
            long frame = i / channels;
            long channel = i % channels;
            double angle = frame * Math.exp(-Math.log(10000) * (channel - channel % 2) / channels);
            values[i] = (float) (channel % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
        }
        return x.graph().constant(values).reshape(1, frames, channels);
    }
}
