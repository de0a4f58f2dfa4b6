package restyle.models.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a prompt by the rules of AUTOMATIC1111's web UI: {@code (x)} times 1.1, {@code [x]} divided by 1.1, {@code (x:w)} times w, one
 * inside another multiply, a backslash before a bracket or a backslash makes it text, BREAK ends a chunk. Brackets that are not closed reach
 * to the end.
 */
final class A1111Syntax {
    private static final double FACTOR = 1.1;
    private static final String ESCAPABLE = "()[]\\";
    private static final Pattern WEIGHT = Pattern.compile(":([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\)");
    private static final Pattern PLAIN = Pattern.compile("[^\\\\()\\[\\]:]+");
    private static final Pattern BREAK = Pattern.compile("\\s*\\bBREAK\\b\\s*", Pattern.UNICODE_CHARACTER_CLASS);

    private final String prompt;
    private final List<WeightedText> pieces = new ArrayList<>();
    /** For each bracket that is open, how many pieces there were before it. */
    private final Deque<Integer> round = new ArrayDeque<>();

    private final Deque<Integer> square = new ArrayDeque<>();
    private int at;

    private A1111Syntax(String prompt) {
        this.prompt = prompt;
    }

    /** Splits a prompt into pieces; neighbours differ in weight. */
    static List<WeightedText> read(String prompt) {
        A1111Syntax syntax = new A1111Syntax(prompt);
        while (syntax.at < prompt.length()) {
            syntax.next();
        }
        syntax.closeAll(syntax.round, FACTOR);
        syntax.closeAll(syntax.square, 1 / FACTOR);
        return syntax.merged();
    }

    private void next() {
        char c = prompt.charAt(at);
        Matcher weight = WEIGHT.matcher(prompt).region(at, prompt.length());
        boolean weighted = weight.lookingAt();
        if (c == '\\') {
            escape();
        } else if (c == '(' || c == '[') {
            (c == '(' ? round : square).push(pieces.size());
            at++;
        } else if (weighted && !round.isEmpty()) {
            close(round, Double.parseDouble(weight.group(1)));
            at = weight.end();
        } else if (c == ')' && !round.isEmpty()) {
            close(round, FACTOR);
            at++;
        } else if (c == ']' && !square.isEmpty()) {
            close(square, 1 / FACTOR);
            at++;
        } else {
            text(weighted ? weight.group() : ":)]".indexOf(c) >= 0 ? String.valueOf(c) : run());
        }
    }

    /** A backslash before anything else than a bracket or a backslash is dropped. */
    private void escape() {
        boolean escapes = at + 1 < prompt.length() && ESCAPABLE.indexOf(prompt.charAt(at + 1)) >= 0;
        pieces.add(WeightedText.of(escapes ? prompt.substring(at + 1, at + 2) : "", 1));
        at += escapes ? 2 : 1;
    }

    private String run() {
        Matcher run = PLAIN.matcher(prompt).region(at, prompt.length());
        run.lookingAt();
        return run.group();
    }

    private void text(String run) {
        String[] parts = BREAK.split(run, -1);
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                pieces.add(WeightedText.chunkEnd());
            }
            pieces.add(WeightedText.of(parts[i], 1));
        }
        at += run.length();
    }

    private void close(Deque<Integer> open, double factor) {
        pieces.subList(open.pop(), pieces.size()).replaceAll(piece -> piece.times(factor));
    }

    private void closeAll(Deque<Integer> open, double factor) {
        // The outermost first, so that products round as theirs do.
        open.descendingIterator()
                .forEachRemaining(
                        start -> pieces.subList(start, pieces.size()).replaceAll(piece -> piece.times(factor)));
    }

    private List<WeightedText> merged() {
        List<WeightedText> merged = new ArrayList<>();
        for (WeightedText piece : pieces.isEmpty() ? List.of(WeightedText.of("", 1)) : pieces) {
            WeightedText last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && !last.isBreak() && !piece.isBreak() && last.weight() == piece.weight()) {
                merged.set(merged.size() - 1, WeightedText.of(last.text() + piece.text(), piece.weight()));
            } else {
                merged.add(piece);
            }
        }
        return merged;
    }
}
