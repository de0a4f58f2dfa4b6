package restyle.models.weights;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Remembers what a question says about names. Files of a kind have the same thousand names, and a process asks the same patterns about
 * them whenever it opens one.
 *
 * @param <A> an answer
 */
public final class NameMemory<A> {
    /** More than any network has; names from hostile files fill no memory. */
    private static final int MAX_NAMES = 4096;

    private final Map<String, A> answers = new ConcurrentHashMap<>();
    private final Function<String, A> question;

    /** Remembers the answers to a question whose answers never change. */
    public NameMemory(Function<String, A> question) {
        this.question = question;
    }

    /** Returns the answer for a name. */
    public A get(String name) {
        A known = answers.get(name);
        if (known != null) {
            return known;
        }
        A answer = question.apply(name);
        if (answers.size() < MAX_NAMES) {
            answers.put(name, answer);
        }
        return answer;
    }
}
