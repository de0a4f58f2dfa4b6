package restyle.models.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a prompt that a text encoder reads at once.
 *
 * @param tokens {@link Tokenizer#LENGTH} of them: start, those of the prompt, and the end as often as there is room left
 */
public record PromptChunk(List<PromptToken> tokens) {

    /** How many tokens of the prompt a chunk has room for. */
    static final int ROOM = Tokenizer.LENGTH - 2;

    /** A chunk without words. */
    public static final PromptChunk EMPTY = of(List.of());

    public PromptChunk {
        tokens = List.copyOf(tokens);
    }

    static PromptChunk of(List<PromptToken> words) {
        List<PromptToken> tokens = new ArrayList<>(Tokenizer.LENGTH);
        tokens.add(PromptToken.START);
        tokens.addAll(words);
        while (tokens.size() < Tokenizer.LENGTH) {
            tokens.add(PromptToken.END);
        }
        return new PromptChunk(tokens);
    }

    /** Returns the ids of all tokens. */
    public long[] ids() {
        return tokens.stream().mapToLong(PromptToken::id).toArray();
    }

    /** Tells whether every token counts as it is. */
    public boolean isPlain() {
        return tokens.stream().allMatch(token -> token.weight() == 1);
    }
}
