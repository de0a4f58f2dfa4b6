package restyle.models.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Whose rules a prompt is read by: what its brackets mean, how it is cut into chunks, and what weights do to the encoded prompt. */
public enum Weighting {
    /** ComfyUI: each token moves away from what it is in an empty prompt. */
    COMFY {
        @Override
        public List<PromptChunk> chunks(String prompt, Tokenizer tokenizer, EmbeddingSource embeddings) {
            return ComfyChunks.of(prompt, tokenizer, embeddings);
        }

        @Override
        public void apply(PromptChunk chunk, float[] encoded, float[] empty) {
            int width = encoded.length / chunk.tokens().size();
            for (int i = 0; i < encoded.length; i++) {
                float weight = (float) chunk.tokens().get(i / width).weight();
                encoded[i] = (encoded[i] - empty[i]) * weight + empty[i];
            }
        }

        /** Repeats the chunks: what is said twice weighs no more, because attention is a mean. */
        @Override
        List<PromptChunk> extended(List<PromptChunk> chunks, int count) {
            return Collections.nCopies(count / chunks.size(), chunks).stream()
                    .flatMap(List::stream)
                    .toList();
        }

        @Override
        int commonLength(int a, int b) {
            int x = a;
            int y = b;
            while (y != 0) {
                int rest = x % y;
                x = y;
                y = rest;
            }
            return a / x * b;
        }
    },
    /** AUTOMATIC1111's web UI: each token is multiplied, then the chunk is brought back to the mean that it had. */
    A1111 {
        @Override
        public List<PromptChunk> chunks(String prompt, Tokenizer tokenizer, EmbeddingSource embeddings) {
            return A1111Chunks.of(prompt, tokenizer, embeddings);
        }

        @Override
        public void apply(PromptChunk chunk, float[] encoded, float[] empty) {
            int width = encoded.length / chunk.tokens().size();
            double before = 0;
            double after = 0;
            for (int i = 0; i < encoded.length; i++) {
                before += encoded[i];
                encoded[i] *= (float) chunk.tokens().get(i / width).weight();
                after += encoded[i];
            }
            float restored = (float) (before / after);
            for (int i = 0; i < encoded.length && Float.isFinite(restored); i++) {
                encoded[i] *= restored;
            }
        }

        @Override
        List<PromptChunk> extended(List<PromptChunk> chunks, int count) {
            List<PromptChunk> longer = new ArrayList<>(chunks);
            longer.addAll(Collections.nCopies(count - chunks.size(), PromptChunk.EMPTY));
            return longer;
        }

        @Override
        int commonLength(int a, int b) {
            return Math.max(a, b);
        }
    };

    /**
     * Cuts a prompt into chunks, at least one.
     *
     * @throws IllegalArgumentException if it names an embedding that is not there
     */
    public abstract List<PromptChunk> chunks(String prompt, Tokenizer tokenizer, EmbeddingSource embeddings);

    /**
     * Applies the weights of a chunk's tokens to what an encoder made of it.
     *
     * @param encoded [tokens, width], changed in place
     * @param empty what the encoder makes of {@link PromptChunk#EMPTY}, equally long
     */
    public abstract void apply(PromptChunk chunk, float[] encoded, float[] empty);

    /**
     * Makes prompts that are used together equally long.
     *
     * @param prompts chunks of each, at least one
     * @return the same prompts, each of the same number of chunks
     */
    public List<List<PromptChunk>> equallyLong(List<List<PromptChunk>> prompts) {
        int count = prompts.stream().mapToInt(List::size).reduce(1, this::commonLength);
        return prompts.stream().map(chunks -> extended(chunks, count)).toList();
    }

    /** Makes a prompt longer without saying more: to a number of chunks from {@link #commonLength}. */
    abstract List<PromptChunk> extended(List<PromptChunk> chunks, int count);

    /** Finds the number of chunks that prompts of these numbers of chunks can both be extended to. */
    abstract int commonLength(int a, int b);

    /** Finds the rules by their name. */
    public static Weighting of(String name) {
        return Arrays.stream(values())
                .filter(weighting -> weighting.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected comfy or a1111; found '%s'".formatted(name)));
    }

    /** Returns the name that {@link #of} takes. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
