package restyle.models.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Fills chunks by the rules of ComfyUI: an embedding is written {@code embedding:NAME}; a piece of fewer than 8 tokens that does not fit the
 * rest of a chunk moves to the next one whole, a longer one is cut where the chunk ends.
 */
final class ComfyChunks {
    private static final String MARK = "embedding:";
    private static final Pattern BEFORE_MARK = Pattern.compile("[ \n](?=embedding:)");
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int MIN_CUT = 8;

    private final Tokenizer tokenizer;
    private final EmbeddingSource embeddings;
    private final List<PromptChunk> done = new ArrayList<>();
    private List<PromptToken> chunk = new ArrayList<>();

    private ComfyChunks(Tokenizer tokenizer, EmbeddingSource embeddings) {
        this.tokenizer = tokenizer;
        this.embeddings = embeddings;
    }

    /** @throws IllegalArgumentException if an embedding is named that is not there */
    static List<PromptChunk> of(String prompt, Tokenizer tokenizer, EmbeddingSource embeddings) {
        ComfyChunks chunks = new ComfyChunks(tokenizer, embeddings);
        for (WeightedText piece : ComfySyntax.read(prompt)) {
            for (String part : BEFORE_MARK.split(piece.text())) {
                chunks.addPart(part, piece.weight());
            }
        }
        chunks.flush();
        return chunks.done;
    }

    private void addPart(String part, double weight) {
        String text = part;
        if (part.startsWith(MARK)) {
            String[] words = SPACE.split(part.substring(MARK.length()).strip(), 2);
            String name = words[0];
            text = words.length > 1 ? words[1] : "";
            Optional<Embedding> embedding = embeddings.named(name);
            if (embedding.isEmpty()) {
                String bare = name.replaceAll("^,+|,+$", "");
                embedding = embeddings.named(bare);
                text = name.substring(Math.min(bare.length(), name.length())) + " " + text;
            }
            add(PromptToken.of(embedding.orElseThrow(() -> unknown(name)), weight));
        }
        if (!text.isEmpty()) {
            add(PromptToken.of(tokenizer.ids(text), weight));
        }
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("no embedding is called '%s'; there are %s; name its file with --embedding"
                .formatted(name, embeddings.names().isEmpty() ? "none" : String.join(", ", embeddings.names())));
    }

    private void add(List<PromptToken> group) {
        boolean mayBeCut = group.size() >= MIN_CUT;
        List<PromptToken> rest = group;
        while (!rest.isEmpty()) {
            int room = PromptChunk.ROOM - chunk.size();
            if (rest.size() <= room) {
                chunk.addAll(rest);
                return;
            }
            if (mayBeCut) {
                chunk.addAll(rest.subList(0, room));
                rest = rest.subList(room, rest.size());
            }
            flush();
        }
    }

    private void flush() {
        done.add(PromptChunk.of(chunk));
        chunk = new ArrayList<>();
    }
}
