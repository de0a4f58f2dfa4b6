package restyle.models.text;

import java.util.List;

/**
 * A word that was trained rather than tokenized (textual inversion, arXiv 2208.01618): vectors that take the place of token embeddings.
 *
 * @param name what prompts call it
 * @param rows one vector for each place that it takes in a prompt, 1..75 of them, all equally long
 */
public record Embedding(String name, List<float[]> rows) {

    public Embedding {
        rows = List.copyOf(rows);
        if (rows.isEmpty() || rows.size() > PromptChunk.ROOM) {
            throw new IllegalArgumentException(
                    "the embedding %s has %d vectors; expected 1 to %d, what a chunk has room for"
                            .formatted(name, rows.size(), PromptChunk.ROOM));
        }
    }

    /** Returns the length of each vector. */
    public int width() {
        return rows.get(0).length;
    }
}
