package restyle.cli.report;

import java.io.PrintStream;
import restyle.models.graph.PrintableText;

/**
 * Passes text on with the code of each control character in its place, so that a terminal shows what the names of files, tensors and
 * plugins bring along instead of obeying it. Bytes pass as they are.
 */
final class PrintableStream extends PrintStream {

    private final PrintStream target;

    /** Writes to another stream, in its encoding. */
    PrintableStream(PrintStream target) {
        super(target, true);
        this.target = target;
    }

    /** Returns the stream behind this one. */
    PrintStream target() {
        return target;
    }

    /** Prints text; whatever prints or appends text comes by here. */
    @Override
    public void print(String text) {
        target.print(PrintableText.ofLines(String.valueOf(text)));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(char character) {
        print(String.valueOf(character));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }
}
