package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import restyle.cli.command.Errors;
import restyle.cli.report.Console;
import restyle.cli.report.ExitCode;
import restyle.files.Home;
import restyle.job.JobException;

/** What is told of what was thrown: one line, and a stack trace for defects alone. */
@Tag("environment")
class ErrorsTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Errors errors = new Errors(new Console(
            InputStream.nullInputStream(),
            System.out,
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false,
            new Home(Path.of("none"), Path.of("none"))));

    @Test
    void errorsOfTheMachineAreOneLineWithARemedy() {
        Map<Throwable, String> remedies = Map.of(
                new OutOfMemoryError("Java heap space"),
                "-Xmx4g",
                new OutOfMemoryError(
                        "unable to create native thread: possibly out of memory or process/resource limits"),
                "ulimit -u",
                new OutOfMemoryError("Cannot reserve 16777216 bytes of direct buffer memory"),
                "-XX:MaxDirectMemorySize=4g",
                new OutOfMemoryError(),
                "--size",
                new StackOverflowError(),
                "-Xss16m",
                new UnsatisfiedLinkError("no jniavutil in java.library.path"),
                "no jniavutil",
                new NoClassDefFoundError("Could not initialize class org.bytedeco.opencv.global.opencv_core"),
                "opencv_core",
                new ExceptionInInitializerError(new UnsatisfiedLinkError("libva.so.2: cannot open")),
                "libva.so.2",
                new InternalError("a fault occurred in an unsafe memory access operation"),
                "became shorter");
        remedies.forEach((error, remedy) -> {
            List<String> lines = errors.explain(error);
            assertEquals(1, lines.size(), error::toString);
            assertTrue(lines.get(0).contains(remedy), lines.get(0));
        });
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void filesThatFailAreNamed() {
        NoSuchFileException missing = new NoSuchFileException("/a/b.json");
        assertEquals(List.of("/a/b.json: does not exist"), errors.explain(missing));
        assertEquals(
                List.of("cannot write the report: does not exist"),
                errors.explain(new UncheckedIOException("cannot write the report", missing)));
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theExitCodeSaysWhetherARetryMayHelp() {
        assertEquals(ExitCode.TEMPORARY, Errors.exit(new OutOfMemoryError("Java heap space")));
        assertEquals(ExitCode.USAGE, Errors.exit(new JobException("--size: expected a number")));
        assertEquals(ExitCode.FAILED, Errors.exit(new IllegalStateException("x")));
        assertEquals(75, ExitCode.TEMPORARY.number());
    }

    @Test
    void aDefectHasItsStackTrace() {
        for (Throwable defect : List.of(new IllegalStateException("x"), new AssertionError("x"))) {
            said.reset();
            assertTrue(errors.explain(defect).get(0).contains("defect in restyle"));
            assertTrue(said.toString(StandardCharsets.UTF_8).contains("at restyle.cli.ErrorsTest"));
        }
    }
}
