package restyle.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How comments begin. */
class JavadocTest {

    /** Words that end like verbs and are none, or hide what the verb is. */
    private static final Set<String> NO_VERBS = Set.of(
            "This",
            "Its",
            "As",
            "Always",
            "Also",
            "Thus",
            "Perhaps",
            "Sometimes",
            "Besides",
            "Unless",
            "Plus",
            "Minus",
            "Bytes",
            "Bits",
            "Pixels",
            "Frames",
            "Pictures",
            "Seconds",
            "Milliseconds",
            "Nanoseconds",
            "Windows",
            "Tokens",
            "Tensors",
            "Elements",
            "Rows",
            "Channels",
            "Layers",
            "Weights",
            "Values",
            "Zeros",
            "Positions",
            "Threads",
            "Lines",
            "Words",
            "Digits",
            "Entries",
            "Options",
            "Rules",
            "Kinds",
            "Progress",
            "Axis");

    /** A type is something or does something: its comment is more than a fragment of a sentence that the name would begin. */
    @Test
    void typesDoNotBeginWithAPreposition() {
        Set<String> fragments = Set.of("As", "At", "By", "For", "From", "In", "Of", "On", "To", "With", "Without");
        List<String> wrong = Stream.of(JavaFile.MAIN, JavaFile.BUILD)
                .flatMap(List::stream)
                .flatMap(file -> DocComment.in(file).stream())
                .filter(DocComment::isOfType)
                .filter(comment -> fragments.contains(comment.firstWord()))
                .map(comment -> comment.place() + ": " + comment.firstWord())
                .toList();
        assertEquals(List.of(), wrong);
    }

    /** A method does something: its comment says what, in the third person, before anything else. */
    @Test
    void methodsBeginWithAVerb() {
        List<DocComment> comments = Stream.of(JavaFile.MAIN, JavaFile.BUILD)
                .flatMap(List::stream)
                .flatMap(file -> DocComment.in(file).stream())
                .filter(DocComment::isOfCallable)
                .toList();
        assertTrue(comments.size() > 1000, comments.size() + " comments");
        List<String> wrong = comments.stream()
                .filter(comment -> !comment.firstWord().isEmpty())
                .filter(comment ->
                        !comment.firstWord().matches("[A-Z][a-z]*s") || NO_VERBS.contains(comment.firstWord()))
                .map(comment -> comment.place() + ": " + comment.firstWord())
                .toList();
        assertEquals(List.of(), wrong);
    }
}
