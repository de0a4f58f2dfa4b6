package restyle.cli.report;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import restyle.files.Home;
import restyle.models.graph.PrintableText;

/**
 * Where commands print, and where restyle lives. Results go to {@code out}, everything for people to {@code err}; control characters
 * in text are shown by their codes.
 *
 * @param in paths, one a line, where an input is {@code -}
 * @param out results, and the events of {@code --progress json}
 * @param err messages
 * @param terminal whether a person watches {@code err}
 * @param home the distribution and the user's folder
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal, Home home) {

    public Console {
        out = new PrintableStream(out);
        err = new PrintableStream(err);
    }

    /** Returns the streams that this process was given. */
    public static Console ofThisProcess() {
        return new Console(System.in, System.out, System.err, isTerminal(), Home.ofThisProcess());
    }

    /** Returns the same with another place for messages. */
    public Console withErr(PrintStream other) {
        return new Console(in, out, other, terminal, home);
    }

    /** The launcher knows whether standard error is a terminal; Java only knows of all three streams together. */
    private static boolean isTerminal() {
        String said = System.getProperty("restyle.terminal");
        return said != null ? Boolean.parseBoolean(said) : System.console() != null;
    }

    /** Returns where results go that a program reads, every character as it is; their format hides those that a terminal would obey. */
    public PrintStream data() {
        return ((PrintableStream) out).target();
    }

    /** Returns a writer of results that lets everything pass: for help in colours. */
    public PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Returns a writer of messages that lets everything pass: for help in colours. */
    public PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Says something to people, in one line. */
    public void say(String text) {
        err.println("restyle: " + PrintableText.of(text));
    }
}
