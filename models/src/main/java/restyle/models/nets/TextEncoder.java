package restyle.models.nets;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/** CLIP's text encoder (arXiv 2103.00020), as transformers' CLIPTextModel computes it. Padding is not masked. */
public final class TextEncoder {
    private final TextConfig config;

    public TextEncoder(TextConfig config) {
        this.config = config;
    }

    /**
     * Looks up the vectors of words.
     *
     * @param ids int64 [n, tokens]
     * @return [n, tokens, width]
     */
    public static Tensor embed(Weights w, Tensor ids) {
        return w.at("embeddings.token_embedding").embedding(ids);
    }

    /**
     * Encodes prompts for every clip skip: entry 0 is after the last layer (clip skip 1), entry 1 after the one before, and so on. The final
     * normalisation is applied to each.
     *
     * @param words the vectors of their words, without positions, [n, tokens, width]
     * @return tensors [n, tokens, width]
     */
    public List<Tensor> build(Weights w, Tensor words) {
        Tensor x = words.add(w.get("embeddings.position_embedding.weight").slice(0, 0, words.dim(1)));
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; w.has("encoder.layers." + i); i++) {
            x = layer(w.at("encoder.layers").at(i), x);
            outputs.add(0, w.at("final_layer_norm").layerNorm(x));
        }
        return outputs;
    }

    private Tensor layer(Weights w, Tensor x) {
        x = x.add(attention(w.at("self_attn"), w.at("layer_norm1").layerNorm(x)));
        Tensor hidden = w.at("mlp.fc1").linear(w.at("layer_norm2").layerNorm(x));
        return x.add(w.at("mlp.fc2").linear(config.exactGelu() ? hidden.gelu() : hidden.quickGelu()));
    }

    /** Tokens attend to themselves and those before them. */
    private Tensor attention(Weights w, Tensor x) {
        Tensor q = w.at("q_proj").linear(x);
        Tensor k = w.at("k_proj").linear(x);
        Tensor v = w.at("v_proj").linear(x);
        return w.at("out_proj").linear(q.attention(k, v, config.heads(), true));
    }
}
