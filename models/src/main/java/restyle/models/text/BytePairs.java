package restyle.models.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Splits one word into the symbols of a {@link Vocabulary} by merging pairs, earliest first. */
record BytePairs(Vocabulary vocabulary) {

    static final String WORD_END = "</w>";

    List<Integer> ids(String word) {
        List<String> symbols = new ArrayList<>();
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(vocabulary.symbolOf(b));
        }
        int last = symbols.size() - 1;
        symbols.set(last, symbols.get(last) + WORD_END);
        for (int at = earliestPair(symbols); at >= 0; at = earliestPair(symbols)) {
            symbols = merged(symbols, symbols.get(at), symbols.get(at + 1));
        }
        return symbols.stream().map(vocabulary::idOf).toList();
    }

    private int earliestPair(List<String> symbols) {
        int best = Integer.MAX_VALUE;
        int at = -1;
        for (int i = 0; i + 1 < symbols.size(); i++) {
            int rank = vocabulary.rankOf(symbols.get(i), symbols.get(i + 1));
            if (rank < best) {
                best = rank;
                at = i;
            }
        }
        return at;
    }

    private static List<String> merged(List<String> symbols, String left, String right) {
        List<String> result = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            boolean pair = i + 1 < symbols.size()
                    && symbols.get(i).equals(left)
                    && symbols.get(i + 1).equals(right);
            result.add(pair ? left + right : symbols.get(i));
            i += pair ? 1 : 0;
        }
        return result;
    }
}
