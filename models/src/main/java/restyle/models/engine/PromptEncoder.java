package restyle.models.engine;

import java.util.List;
import java.util.Map;
import restyle.models.graph.DType;
import restyle.models.graph.ModelException;
import restyle.models.graph.Tensor;
import restyle.models.model.Checkpoint;
import restyle.models.nets.TextEncoder;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;

/** A text encoder, loaded. */
public final class PromptEncoder implements AutoCloseable {
    private final Session session;
    private final Folding folding;
    private final int layers;

    private PromptEncoder(Session session, Folding folding) {
        this.session = session;
        this.folding = folding;
        layers = session.outputs().size();
    }

    /** @throws ModelException if the model has no text encoder, or a tensor is missing or of the wrong shape */
    public static PromptEncoder open(Checkpoint checkpoint, Compute compute) {
        StateDict tensors = checkpoint.text();
        Folding folding = FoldedWeights.of(tensors, checkpoint.patches(NetworkKind.TEXT_ENCODER, tensors), compute);
        Session session = LoadedNetwork.open(folding.tensors(), compute, weights -> {
            Tensor ids = weights.graph().input("tokens", DType.INT64, 1, checkpoint.maxTokens());
            List<Tensor> skips = new TextEncoder(checkpoint.textConfig()).build(weights, ids);
            for (int skip = 1; skip <= skips.size(); skip++) {
                weights.graph().output(output(skip), skips.get(skip - 1));
            }
        });
        return new PromptEncoder(session, folding);
    }

    /** What LoRAs have changed. */
    public Folding folding() {
        return folding;
    }

    /**
     * Encodes one prompt.
     *
     * @param tokens as many ids as {@link Checkpoint#maxTokens}
     * @param clipSkip 1 for the last layer, 2 for the one before, and so on
     * @return [1, tokens, width]
     * @throws ModelException if the encoder has fewer layers than that
     */
    public FloatTensor encode(long[] tokens, int clipSkip) {
        if (clipSkip < 1 || clipSkip > layers) {
            throw new ModelException("clip skip should be 1 to %d, found %d".formatted(layers, clipSkip));
        }
        String output = output(clipSkip);
        FloatTensor context = FloatTensor.zeros(session.outputs().get(output).shape());
        session.run(Map.of("tokens", new LongTensor(tokens, new long[] {1, tokens.length})), Map.of(output, context));
        return context;
    }

    private static String output(int clipSkip) {
        return "skip_" + clipSkip;
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
