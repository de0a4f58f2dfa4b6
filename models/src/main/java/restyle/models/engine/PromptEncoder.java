package restyle.models.engine;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import restyle.models.graph.DType;
import restyle.models.graph.Graph;
import restyle.models.graph.ModelException;
import restyle.models.graph.Precision;
import restyle.models.graph.Tensor;
import restyle.models.model.Checkpoint;
import restyle.models.nets.TextEncoder;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.LongTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.SessionUse;
import restyle.models.text.PromptChunk;
import restyle.models.text.PromptToken;
import restyle.models.text.Weighting;
import restyle.models.weights.StateDict;
import restyle.models.weights.names.NetworkKind;

/** A text encoder, loaded. Used by one thread. */
public final class PromptEncoder implements AutoCloseable {
    private final Session session;
    private final Folding folding;
    private final int tokens;
    private final int width;
    private final int layers;
    /** By clip skip. */
    private final Map<Integer, float[]> emptyPrompts = new HashMap<>();

    private PromptEncoder(Session session, Folding folding) {
        this.session = session;
        this.folding = folding;
        long[] shape = session.outputs().get(output(1)).shape();
        tokens = (int) shape[1];
        width = (int) shape[2];
        layers = session.outputs().size();
    }

    /**
     * Loads a text encoder.
     *
     * @throws ModelException if the model has none, or a tensor is missing or of the wrong shape
     */
    public static PromptEncoder open(Checkpoint checkpoint, Compute compute) {
        Compute own = compute.with(Precision::ofEncoders);
        StateDict tensors = checkpoint.text();
        Folding folding = FoldedWeights.of(tensors, checkpoint.patches(NetworkKind.TEXT_ENCODER, tensors), own);
        Session session = LoadedNetwork.open(folding.tensors(), own, weights -> {
            Graph graph = weights.graph();
            Tensor ids = graph.input("tokens", DType.INT64, 1, checkpoint.maxTokens());
            Tensor words = TextEncoder.embed(weights, ids);
            // Zero where a trained vector takes the place of a word, and the vector.
            Tensor kept = graph.input("kept", 1, words.dim(1), 1);
            Tensor vectors = graph.input("vectors", 1, words.dim(1), words.dim(2));
            List<Tensor> skips = new TextEncoder(checkpoint.textConfig())
                    .build(weights.forFewRuns(), words.mul(kept).add(vectors));
            for (int skip = 1; skip <= skips.size(); skip++) {
                graph.output(output(skip), skips.get(skip - 1));
            }
        });
        return new PromptEncoder(session, folding);
    }

    /** Returns what LoRAs have changed. */
    public Folding folding() {
        return folding;
    }

    /** Returns from how many layers {@code clipSkip} can choose. */
    public int layers() {
        return layers;
    }

    /**
     * Encodes one run of tokens as it is.
     *
     * @param ids as many as {@link Checkpoint#maxTokens}
     * @param clipSkip 1 for the last layer, 2 for the one before, and so on
     * @return [1, tokens, width]
     * @throws ModelException if the encoder has fewer layers than that
     */
    public FloatTensor encode(long[] ids, int clipSkip) {
        float[] kept = new float[tokens];
        Arrays.fill(kept, 1);
        return encode(ids, FloatTensor.of(kept, 1, tokens, 1), FloatTensor.zeros(1, tokens, width), clipSkip);
    }

    /**
     * Encodes a prompt, each chunk by itself.
     *
     * @param chunks at least one
     * @param weighting what the weights of their tokens do
     * @param clipSkip 1 for the last layer, 2 for the one before, and so on
     * @return [1, tokens of all chunks, width]
     * @throws ModelException if the encoder has fewer layers than that, or an embedding was made for another one
     */
    public FloatTensor encode(List<PromptChunk> chunks, Weighting weighting, int clipSkip) {
        FloatTensor all = FloatTensor.zeros(1, (long) chunks.size() * tokens, width);
        FloatBuffer to = all.data();
        for (PromptChunk chunk : chunks) {
            float[] encoded = unweighted(chunk, clipSkip).toArray();
            if (!chunk.isPlain()) {
                float[] empty = emptyPrompts.computeIfAbsent(
                        clipSkip, skip -> unweighted(PromptChunk.EMPTY, skip).toArray());
                weighting.apply(chunk, encoded, empty);
            }
            to.put(encoded);
        }
        return all;
    }

    private FloatTensor unweighted(PromptChunk chunk, int clipSkip) {
        float[] kept = new float[tokens];
        FloatTensor vectors = FloatTensor.zeros(1, tokens, width);
        for (int i = 0; i < tokens; i++) {
            PromptToken token = chunk.tokens().get(i);
            kept[i] = token.vector().isPresent() ? 0 : 1;
            if (token.vector().isPresent()) {
                PromptToken.EmbeddingRow row = token.vector().get();
                if (row.values().length != width) {
                    throw new ModelException(
                            "the embedding %s has vectors of %d numbers, the text encoder takes %d; it was made for another family of models"
                                    .formatted(row.embedding().name(), row.values().length, width));
                }
                vectors.data().put(i * width, row.values());
            }
        }
        return encode(chunk.ids(), FloatTensor.of(kept, 1, tokens, 1), vectors, clipSkip);
    }

    private FloatTensor encode(long[] ids, FloatTensor kept, FloatTensor vectors, int clipSkip) {
        if (clipSkip < 1 || clipSkip > layers) {
            throw new ModelException("clip skip should be 1 to %d, found %d".formatted(layers, clipSkip));
        }
        String output = output(clipSkip);
        FloatTensor context = FloatTensor.zeros(session.outputs().get(output).shape());
        session.run(
                Map.of(
                        "tokens", new LongTensor(ids, new long[] {1, ids.length}),
                        "kept", kept,
                        "vectors", vectors),
                Map.of(output, context));
        return context;
    }

    private static String output(int clipSkip) {
        return "skip_" + clipSkip;
    }

    /** Returns what the network has done so far. */
    public SessionUse use() {
        return session.use();
    }

    /** Frees the network. */
    @Override
    public void close() {
        session.close();
    }
}
