package restyle.cli.report;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import restyle.files.Home;

/**
 * Where commands print, and where restyle lives. Results go to {@code out}, everything for people to {@code err}.
 *
 * @param in paths, one a line, where an input is {@code -}
 * @param out results, and the events of {@code --progress json}
 * @param err messages
 * @param terminal whether a person watches {@code err}
 * @param home the distribution and the user's folder
 */
public record Console(InputStream in, PrintStream out, PrintStream err, boolean terminal, Home home) {

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

    public PrintWriter outWriter() {
        return new PrintWriter(out, true);
    }

    public PrintWriter errWriter() {
        return new PrintWriter(err, true);
    }

    /** A line for people. */
    public void say(String text) {
        err.println("restyle: " + text);
    }
}
