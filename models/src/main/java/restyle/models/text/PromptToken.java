package restyle.models.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One place in a prompt.
 *
 * @param id of the vocabulary; 0 where a vector takes its place
 * @param vector a row of an {@link Embedding}
 * @param weight how strongly it counts; 1 is as it is
 */
public record PromptToken(int id, Optional<EmbeddingRow> vector, double weight) {

    static final PromptToken START = of(Vocabulary.START, 1);
    static final PromptToken END = of(Vocabulary.END, 1);

    /**
     * A row of an embedding.
     *
     * @param embedding it belongs to
     * @param row from 0
     */
    public record EmbeddingRow(Embedding embedding, int row) {

        /** Returns the vector itself. */
        public float[] values() {
            return embedding.rows().get(row);
        }
    }

    static PromptToken of(int id, double weight) {
        return new PromptToken(id, Optional.empty(), weight);
    }

    static List<PromptToken> of(Embedding embedding, double weight) {
        List<PromptToken> tokens = new ArrayList<>();
        for (int row = 0; row < embedding.rows().size(); row++) {
            tokens.add(new PromptToken(0, Optional.of(new EmbeddingRow(embedding, row)), weight));
        }
        return tokens;
    }

    static List<PromptToken> of(List<Integer> ids, double weight) {
        return ids.stream().map(id -> of(id, weight)).toList();
    }
}
