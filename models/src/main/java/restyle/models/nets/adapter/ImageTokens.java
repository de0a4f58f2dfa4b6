package restyle.models.nets.adapter;

import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/**
 * The part of an IP-Adapter (arXiv 2308.06721) that turns what an image encoder says into tokens for a UNet: a projection, or in the Plus
 * form a resampler. Source: tencent-ailab/IP-Adapter.
 */
public final class ImageTokens {
    private static final long HEAD_WIDTH = 64;

    private ImageTokens() {}

    /** Tells whether it reads the tokens before the encoder's last layer (Plus), rather than the embedding of the whole picture. */
    public static boolean readsPatches(Weights w) {
        return w.has("image_proj.latents");
    }

    /** Returns channels of the embedding or of the tokens that it reads. */
    public static long inputWidth(Weights w) {
        return w.dim(readsPatches(w) ? "image_proj.proj_in.weight" : "image_proj.proj.weight", 1);
    }

    /**
     * Makes tokens.
     *
     * @param seen the embedding [1, width], or in the Plus form the tokens before the last layer, [1, tokens, width]
     * @return [1, image tokens, width of a prompt]
     */
    public static Tensor build(Weights w, Tensor seen) {
        Weights projection = w.at("image_proj");
        return readsPatches(w) ? resample(projection, seen) : project(projection, seen);
    }

    private static Tensor project(Weights w, Tensor embedding) {
        Tensor all = w.at("proj").linear(embedding);
        return w.at("norm").layerNorm(all.reshape(1, -1, w.dim("norm.weight", 0)));
    }

    /** Learned queries look at the picture and at themselves. */
    private static Tensor resample(Weights w, Tensor patches) {
        Tensor seen = w.at("proj_in").linear(patches);
        Tensor x = w.get("latents");
        for (int i = 0; w.has("layers." + i); i++) {
            x = x.add(attend(w.at("layers").at(i).at(0), seen, x));
            x = x.add(feedForward(w.at("layers").at(i).at(1), x));
        }
        return w.at("norm_out").layerNorm(w.at("proj_out").linear(x));
    }

    private static Tensor attend(Weights w, Tensor seen, Tensor queries) {
        Tensor own = w.at("norm2").layerNorm(queries);
        Tensor q = w.at("to_q").linear(own);
        Tensor kv = w.at("to_kv").linear(w.at("norm1").layerNorm(seen).concat(1, own));
        long width = q.dim(2);
        Tensor y = q.attention(kv.slice(2, 0, width), kv.slice(2, width, 2 * width), (int) (width / HEAD_WIDTH), false);
        return w.at("to_out").linear(y);
    }

    private static Tensor feedForward(Weights w, Tensor x) {
        return w.at(3).linear(w.at(1).linear(w.at(0).layerNorm(x)).gelu());
    }
}
