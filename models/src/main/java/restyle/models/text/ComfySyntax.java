package restyle.models.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a prompt by the rules of ComfyUI: {@code (x)} times 1.1 for each bracket around it, {@code (x:w)} exactly w whatever is around it, a
 * backslash before a round bracket makes it text; square brackets and BREAK are text.
 */
final class ComfySyntax {
    private static final double FACTOR = 1.1;
    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?\\s*");

    /** What stands for an escaped bracket while brackets are counted; no prompt has these. */
    private static final String OPENING = "\0\2";

    private static final String CLOSING = "\0\1";

    private ComfySyntax() {}

    /** Splits a prompt into pieces; each will keep its tokens together as far as it can. */
    static List<WeightedText> read(String prompt) {
        List<WeightedText> pieces = new ArrayList<>();
        read(prompt.replace("\\)", CLOSING).replace("\\(", OPENING), 1, pieces);
        return pieces.stream()
                .map(piece -> WeightedText.of(piece.text().replace(CLOSING, ")").replace(OPENING, "("), piece.weight()))
                .toList();
    }

    /** Walks over the outermost groups of a text. */
    private static void read(String text, double weight, List<WeightedText> pieces) {
        int level = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' && level == 0) {
                group(text.substring(from, i), weight, pieces);
                from = i;
            }
            level += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ')' && level == 0) {
                group(text.substring(from, i + 1), weight, pieces);
                from = i + 1;
            }
        }
        group(text.substring(from), weight, pieces);
    }

    private static void group(String group, double weight, List<WeightedText> pieces) {
        if (group.length() >= 2 && group.startsWith("(") && group.endsWith(")")) {
            String inner = group.substring(1, group.length() - 1);
            int colon = inner.lastIndexOf(':');
            boolean weighted =
                    colon > 0 && NUMBER.matcher(inner.substring(colon + 1)).matches();
            if (weighted) {
                read(
                        inner.substring(0, colon),
                        Double.parseDouble(inner.substring(colon + 1).strip()),
                        pieces);
            } else {
                read(inner, weight * FACTOR, pieces);
            }
        } else if (!group.isEmpty()) {
            pieces.add(WeightedText.of(group, weight));
        }
    }
}
