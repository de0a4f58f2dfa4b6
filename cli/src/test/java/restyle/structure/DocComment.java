package restyle.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comment for javadoc with what it is about.
 *
 * @param text without the stars
 * @param declaration what follows, from its modifiers to the first parenthesis, brace, semicolon or equals sign
 * @param place file and line
 */
record DocComment(String text, String declaration, String place) {

    private static final Pattern BEGIN = Pattern.compile("^ */\\*\\*", Pattern.MULTILINE);
    private static final String END = "*/";

    /** Finds the comments of a file. */
    static List<DocComment> in(JavaFile file) {
        List<DocComment> found = new ArrayList<>();
        String text = file.text();
        Matcher begins = BEGIN.matcher(text);
        while (begins.find()) {
            int begin = begins.end();
            int end = text.indexOf(END, begin);
            String comment = text.substring(begin, end).replaceAll("\\s*\\n *\\* ?", " ");
            long line = text.substring(0, begin).lines().count();
            int next = afterAnnotations(text, end + END.length());
            found.add(new DocComment(comment.strip(), declaration(text, next), file.name() + ":" + line));
        }
        return found;
    }

    /** Says whether it is about a method or a constructor that other types can call. */
    boolean isOfCallable() {
        return declaration.matches("(?s)[^@*]*[a-z]\\w*\\s*\\(") && !declaration.startsWith("private ") && !isOfType();
    }

    /** Says whether it is about a type. */
    boolean isOfType() {
        return declaration.matches("(?s)[^@*]*\\b(class|record|enum|interface) .*");
    }

    /** Returns the first word of what it says; empty where it has tags alone. */
    String firstWord() {
        return text.startsWith("@") ? "" : text.split("\\s+")[0].replaceAll("[.,;:]+$", "");
    }

    private static String declaration(String text, int from) {
        int to = from;
        while ("(=;{}".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to + 1);
    }

    private static int afterAnnotations(String text, int from) {
        int at = from;
        while (true) {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (text.charAt(at) != '@' || text.startsWith("@interface", at)) {
                return at;
            }
            at++;
            while (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.') {
                at++;
            }
            if (text.charAt(at) == '(') {
                at = afterParenthesis(text, at);
            }
        }
    }

    private static int afterParenthesis(String text, int from) {
        int depth = 0;
        int at = from;
        boolean quoted = false;
        do {
            char c = text.charAt(at);
            quoted ^= c == '"' && text.charAt(at - 1) != '\\';
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            at++;
        } while (depth > 0);
        return at;
    }
}
