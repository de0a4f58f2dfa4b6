package restyle.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import restyle.job.Home;

/** Runs the command line inside the test and keeps what it prints. */
final class TestConsole {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    /**
     * @param data the user's folder
     */
    TestConsole(Path data) {
        Home home = new Home(Path.of(System.getProperty("restyle.home")), data);
        console = new Console(stream(out), stream(err), false, home);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** Runs one command and returns its exit code. */
    int run(String... args) {
        out.reset();
        err.reset();
        return Main.commandLine(console).execute(args);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
