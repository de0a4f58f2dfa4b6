package restyle.models.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a prompt into the 77 token ids of CLIP, equal to Hugging Face's CLIPTokenizer: composed Unicode (NFC), white space
 * collapsed, lower case, then byte pairs. Unlike OpenAI's original it undoes no HTML entities. Thread-safe.
 */
public final class Tokenizer {

    /** Ids in a sequence: start, at most 75 of the prompt, end, and the end id again as padding. */
    public static final int LENGTH = 77;

    private static final String END_OF_TEXT = "<|endoftext|>";
    private static final String START_OF_TEXT = "<|startoftext|>";
    private static final Pattern SPECIAL =
            Pattern.compile(Pattern.quote(START_OF_TEXT) + "|" + Pattern.quote(END_OF_TEXT));
    private static final Pattern SPACE = Pattern.compile("\\p{IsWhite_Space}+");
    private static final Pattern WORD =
            Pattern.compile("'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\p{IsWhite_Space}\\p{L}\\p{N}]+");

    /** Read when the first tokenizer is made, and shared by all. */
    private static final class Shared {
        static final BytePairs PAIRS = new BytePairs(Vocabulary.load());
    }

    private final BytePairs pairs = Shared.PAIRS;

    /**
     * A prompt as ids.
     *
     * @param ids {@link #LENGTH} of them
     * @param dropped how many ids at the end of the prompt did not fit
     */
    public record Tokens(long[] ids, int dropped) {}

    /** Returns the sequence for a prompt; what goes beyond 75 ids is cut off. */
    public Tokens encode(String prompt) {
        List<Integer> words = ids(prompt);
        long[] sequence = new long[LENGTH];
        Arrays.fill(sequence, Vocabulary.END);
        sequence[0] = Vocabulary.START;
        int kept = Math.min(words.size(), LENGTH - 2);
        for (int i = 0; i < kept; i++) {
            sequence[i + 1] = words.get(i);
        }
        return new Tokens(sequence, words.size() - kept);
    }

    /** Returns all ids of a text, without start, end and padding. A start or end mark written out in it counts as that mark. */
    List<Integer> ids(String text) {
        List<Integer> ids = new ArrayList<>();
        Matcher mark = SPECIAL.matcher(text);
        int from = 0;
        while (mark.find()) {
            addWords(text.substring(from, mark.start()), ids);
            ids.add(mark.group().equals(START_OF_TEXT) ? Vocabulary.START : Vocabulary.END);
            from = mark.end();
        }
        addWords(text.substring(from), ids);
        return ids;
    }

    private void addWords(String text, List<Integer> ids) {
        Matcher word = WORD.matcher(cleaned(text));
        while (word.find()) {
            ids.addAll(pairs.ids(word.group()));
        }
    }

    private static String cleaned(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder lower = new StringBuilder();
        // Each code point alone: the whole string would turn a final capital sigma into its final form.
        SPACE.matcher(composed)
                .replaceAll(" ")
                .codePoints()
                .forEach(c -> lower.append(Character.toString(c).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }
}
