package restyle.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import restyle.cli.command.Errors;
import restyle.cli.report.Console;
import restyle.files.Home;

/** Runs the command line inside the test and keeps what it prints. */
final class TestConsole {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Home home;
    private InputStream in = InputStream.nullInputStream();

    /**
     * @param data the user's folder
     */
    TestConsole(Path data) {
        this(Path.of(System.getProperty("restyle.home")), data);
    }

    /**
     * @param distribution of another installation
     * @param data the user's folder
     */
    TestConsole(Path distribution, Path data) {
        home = new Home(distribution, data);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What the next command reads from standard input. */
    TestConsole given(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Runs one command and returns its exit code. */
    int run(String... args) {
        out.reset();
        err.reset();
        Console console = new Console(in, stream(out), stream(err), false, home);
        Locale before = Locale.getDefault(Locale.Category.FORMAT);
        try {
            return Main.run(console, args);
        } finally {
            Locale.setDefault(Locale.Category.FORMAT, before);
        }
    }

    /** What users are told about an error. */
    List<String> explain(RuntimeException e) {
        err.reset();
        return new Errors(new Console(in, stream(out), stream(err), false, home)).explain(e);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
