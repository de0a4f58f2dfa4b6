package restyle.models.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fills chunks by the rules of AUTOMATIC1111's web UI: what overflows a chunk takes all behind the last comma with it if that comma is at
 * most 20 tokens back; an embedding stands wherever the tokens of its name stand, the longest name first, and is never cut.
 */
final class A1111Chunks {
    private static final int MAX_BACK = 20;

    private final EmbeddingSource embeddings;
    private final List<Map.Entry<String, List<Integer>>> names;
    private final List<PromptChunk> done = new ArrayList<>();
    private final int commaId;
    private List<PromptToken> chunk = new ArrayList<>();
    /** Where the last comma of the chunk is, or -1. */
    private int comma = -1;

    private A1111Chunks(Tokenizer tokenizer, EmbeddingSource embeddings) {
        this.embeddings = embeddings;
        this.commaId = tokenizer.ids(",").get(0);
        this.names =
                embeddings.names().stream()
                        .collect(Collectors.toMap(Function.identity(), tokenizer::ids))
                        .entrySet()
                        .stream()
                        .filter(name -> !name.getValue().isEmpty())
                        .sorted(Comparator.<Map.Entry<String, List<Integer>>>comparingInt(
                                        name -> -name.getValue().size())
                                .thenComparing(Map.Entry::getKey))
                        .toList();
    }

    static List<PromptChunk> of(String prompt, Tokenizer tokenizer, EmbeddingSource embeddings) {
        A1111Chunks chunks = new A1111Chunks(tokenizer, embeddings);
        for (WeightedText piece : A1111Syntax.read(prompt)) {
            if (piece.isBreak()) {
                chunks.flush();
            } else {
                chunks.add(tokenizer.ids(piece.text()), piece.weight());
            }
        }
        if (!chunks.chunk.isEmpty() || chunks.done.isEmpty()) {
            chunks.flush();
        }
        return chunks.done;
    }

    private void add(List<Integer> ids, double weight) {
        for (int i = 0; i < ids.size(); ) {
            if (ids.get(i) == commaId) {
                comma = chunk.size();
            } else if (chunk.size() == PromptChunk.ROOM && comma >= 0 && PromptChunk.ROOM - comma <= MAX_BACK) {
                flushAtComma();
            }
            if (chunk.size() == PromptChunk.ROOM) {
                flush();
            }
            i += addOne(ids.subList(i, ids.size()), weight);
        }
    }

    /** Adds what comes first, a token or an embedding; returns how many tokens that was written as. */
    private int addOne(List<Integer> ids, double weight) {
        for (Map.Entry<String, List<Integer>> name : names) {
            int length = name.getValue().size();
            if (Collections.indexOfSubList(ids.subList(0, Math.min(length, ids.size())), name.getValue()) == 0) {
                Optional<Embedding> embedding = embeddings.named(name.getKey());
                if (embedding.isPresent()) {
                    if (chunk.size() + embedding.get().rows().size() > PromptChunk.ROOM) {
                        flush();
                    }
                    chunk.addAll(PromptToken.of(embedding.get(), weight));
                    return length;
                }
            }
        }
        chunk.add(PromptToken.of(ids.get(0), weight));
        return 1;
    }

    private void flush() {
        done.add(PromptChunk.of(chunk));
        chunk = new ArrayList<>();
        comma = -1;
    }

    private void flushAtComma() {
        List<PromptToken> moved = new ArrayList<>(chunk.subList(comma + 1, chunk.size()));
        chunk = new ArrayList<>(chunk.subList(0, comma + 1));
        flush();
        chunk = moved;
    }
}
