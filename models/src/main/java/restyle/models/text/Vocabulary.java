package restyle.models.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The byte-pair vocabulary of OpenAI's CLIP: 49,408 symbols and the order in which pairs of them are merged.
 *
 * <p>Ids: 256 byte symbols, the same 256 at the end of a word, one for each of 48,894 merges, then start and end of text.
 */
final class Vocabulary {

    static final int START = 49406;
    static final int END = 49407;

    private static final String FILE = "bpe_simple_vocab_16e6.txt.gz";
    private static final int MERGES = 49152 - 256 - 2;

    /** Printable characters that stand for the 256 bytes, so that every byte sequence is text without spaces. */
    private final String[] byteSymbols = byteSymbols();

    private final Map<String, Integer> ids = new HashMap<>(2 * (END + 1));
    private final Map<String, Integer> ranks = new HashMap<>(2 * MERGES);

    private Vocabulary(List<String> merges) {
        List<Integer> order = new ArrayList<>();
        for (int[] range : PRINTABLE) {
            for (int b = range[0]; b <= range[1]; b++) {
                order.add(b);
            }
        }
        for (int b = 0; b < 256; b++) {
            if (!isPrintable(b)) {
                order.add(b);
            }
        }
        order.forEach(b -> ids.put(byteSymbols[b], ids.size()));
        order.forEach(b -> ids.put(byteSymbols[b] + BytePairs.WORD_END, ids.size()));
        for (String merge : merges) {
            ranks.put(merge, ranks.size());
            ids.put(merge.replace(" ", ""), ids.size());
        }
    }

    static Vocabulary load() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
            return new Vocabulary(lines.lines().skip(1).limit(MERGES).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the CLIP vocabulary inside restyle cannot be read", e);
        }
    }

    String symbolOf(byte b) {
        return byteSymbols[b & 0xFF];
    }

    /** Returns the id of a symbol that merging produced; every such symbol has one. */
    int idOf(String symbol) {
        return ids.get(symbol);
    }

    /** Returns when the pair is merged: lower is earlier; {@link Integer#MAX_VALUE} if never. */
    int rankOf(String left, String right) {
        return ranks.getOrDefault(left + " " + right, Integer.MAX_VALUE);
    }

    private static final int[][] PRINTABLE = {{33, 126}, {161, 172}, {174, 255}};

    private static boolean isPrintable(int b) {
        for (int[] range : PRINTABLE) {
            if (b >= range[0] && b <= range[1]) {
                return true;
            }
        }
        return false;
    }

    private static String[] byteSymbols() {
        String[] symbols = new String[256];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            symbols[b] = Character.toString(isPrintable(b) ? b : next++);
        }
        return symbols;
    }
}
