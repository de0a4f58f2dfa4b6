package restyle.models.nets.vision;

import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/** CLIP's image encoder (arXiv 2103.00020), as transformers' CLIPVisionModelWithProjection computes it. */
public final class ImageEncoder {

    /**
     * What an image encoder says about pictures.
     *
     * @param embedding [n, projected width], of the whole picture; null if the weights have no projection
     * @param penultimate [n, 1 + patches, width], before the last layer, not normalised
     */
    public record Encoded(Tensor embedding, Tensor penultimate) {}

    private final ImageEncoderConfig config;

    /** Takes what the weights do not show. */
    public ImageEncoder(ImageEncoderConfig config) {
        this.config = config;
    }

    /**
     * Encodes pictures.
     *
     * @param image [n, 3, side, side], red green blue, normalised to the statistics of its training pictures
     */
    public Encoded build(Weights w, Tensor image) {
        Weights vision = w.at("vision_model");
        Tensor x = vision.at("pre_layrnorm").layerNorm(embed(vision.at("embeddings"), image));
        Tensor penultimate = x;
        for (int i = 0; vision.has("encoder.layers." + i); i++) {
            penultimate = x;
            x = layer(vision.at("encoder.layers").at(i), x);
        }
        Tensor whole = x.slice(1, 0, 1).reshape(x.dim(0), x.dim(2));
        Tensor pooled = w.has("visual_projection")
                ? w.at("visual_projection").linear(vision.at("post_layernorm").layerNorm(whole))
                : null;
        return new Encoded(pooled, penultimate);
    }

    /** Returns the sides of the pictures that it takes, in pixels. */
    public static int side(Weights w) {
        Weights embeddings = w.at("vision_model.embeddings");
        long patches = embeddings.dim("position_embedding.weight", 0) - 1;
        return (int) (Math.round(Math.sqrt(patches)) * embeddings.dim("patch_embedding.weight", 2));
    }

    /** A token for the whole picture, then one for each patch. */
    private static Tensor embed(Weights w, Tensor image) {
        int patch = (int) w.dim("patch_embedding.weight", 2);
        Tensor patches = w.at("patch_embedding").conv(image, patch, 0);
        Tensor tokens = patches.reshape(image.dim(0), patches.dim(1), -1).t();
        Tensor whole = TensorOps.repeat(w.get("class_embedding").reshape(1, 1, -1), image.dim(0));
        return whole.concat(1, tokens).add(w.get("position_embedding.weight"));
    }

    private Tensor layer(Weights w, Tensor x) {
        x = x.add(attention(w.at("self_attn"), w.at("layer_norm1").layerNorm(x)));
        Tensor hidden = w.at("mlp.fc1").linear(w.at("layer_norm2").layerNorm(x));
        return x.add(w.at("mlp.fc2").linear(config.exactGelu() ? hidden.gelu() : hidden.quickGelu()));
    }

    private Tensor attention(Weights w, Tensor x) {
        Tensor q = w.at("q_proj").linear(x);
        Tensor k = w.at("k_proj").linear(x);
        Tensor v = w.at("v_proj").linear(x);
        return w.at("out_proj").linear(q.attention(k, v, config.heads(), false));
    }
}
