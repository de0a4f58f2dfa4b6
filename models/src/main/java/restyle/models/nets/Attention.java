package restyle.models.nets;

import java.util.ArrayList;
import java.util.List;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.graph.TensorOps;
import restyle.models.weights.Weights;

/** Transformer parts that work on rows of tokens, [n, tokens, channels]. */
final class Attention {

    private Attention() {}

    /**
     * Computes attention of x to a context, with its projections {@code to_q}, {@code to_k}, {@code to_v}, {@code to_out.0}.
     *
     * @param x [n, tokens, c]
     * @param context [n, m, d], or [1, m, d] for all n
     */
    static Tensor attend(Weights w, Tensor x, Tensor context, int heads) {
        return attend(w, x, Context.of(context), heads);
    }

    /**
     * Computes attention of x to a prompt and, by the same questions, to reference pictures (IP-Adapter, arXiv 2308.06721): their
     * projections are {@code to_k_ip} and {@code to_v_ip}, and what is found is added.
     *
     * @param x [n, tokens, c]
     */
    static Tensor attend(Weights w, Tensor x, Context context, int heads) {
        Tensor q = w.at("to_q").linear(x);
        if (q.dim(2) % heads != 0) {
            throw new ModelException("%s does not divide into %d attention heads; is the config.json another model's?"
                    .formatted(q, heads));
        }
        Tensor text = context.text();
        Tensor y = look(q, w.at("to_k").linear(text), w.at("to_v").linear(text), heads);
        if (context.image().isPresent()) {
            Tensor tokens = context.image().get().tokens();
            Tensor seen =
                    look(q, w.at("to_k_ip").linear(tokens), w.at("to_v_ip").linear(tokens), heads);
            y = y.add(seen.mul(context.image().get().scale().cast(seen.dtype())));
        }
        return w.at("to_out.0").linear(y);
    }

    /** A context that all share needs no copies: queries do not see each other, so the batch may as well be one long row. */
    private static Tensor look(Tensor q, Tensor keys, Tensor values, int heads) {
        Tensor queries = keys.dim(0) == 1 ? q.reshape(1, -1, q.dim(2)) : q;
        return queries.attention(keys, values, heads, false).reshape(q.dim(0), q.dim(1), -1);
    }

    /**
     * Applies a gated feed-forward layer (GEGLU, arXiv 2002.05202): the second half of the channels gates the first. Rows do not
     * see each other, so they pass in groups: the layer is eight times as wide inside, and all at once would be the largest tensors
     * of a UNet by far.
     */
    static Tensor feedForward(Weights w, Tensor x) {
        long rows = x.dim(0);
        long groups = FeedForwardGroups.of(x, w.dim("net.0.proj.weight", 0));
        List<Tensor> done = new ArrayList<>();
        for (long group = 0; group < groups; group++) {
            Tensor part = groups == 1 ? x : x.slice(0, group * rows / groups, (group + 1) * rows / groups);
            done.add(gated(w, part));
        }
        return TensorOps.joined(0, done);
    }

    private static Tensor gated(Weights w, Tensor x) {
        Tensor[] halves = w.at("net.0.proj").halves(x);
        return w.at("net.2").linear(halves[0].mul(halves[1].gelu()));
    }
}
