package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.cli.report.Console;
import restyle.files.Home;

/** Clips of a plan are joined one by one. */
class MergeFailureTest {

    @TempDir
    Path folder;

    /** Standard output, where memory runs out when it is told of the first clip, once. */
    private static final class Exhausted extends OutputStream {

        private boolean told;

        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int count) {
            if (!told && new String(bytes, offset, count, StandardCharsets.UTF_8).contains("\"clip\":1,")) {
                told = true;
                throw new OutOfMemoryError("of the first clip");
            }
        }
    }

    @Test
    void memoryThatRunsOutInOneClipStopsNoOther() throws Exception {
        TestConsole console = new TestConsole(folder.resolve("data"));
        TestVideo.write(folder.resolve("in/one.mkv"), 32, 32, 3);
        TestVideo.write(folder.resolve("in/two.mkv"), 32, 32, 3);
        String plan = folder.resolve("plan").toString();
        assertEquals(
                0, console.run("plan", folder.resolve("in").toString(), "-o", plan, "--size", "source"), console.err());
        assertEquals(0, console.run("run", plan), console.err());

        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Home home = new Home(Path.of(System.getProperty("restyle.home")), folder.resolve("data"));
        Console exhausted = new Console(
                InputStream.nullInputStream(),
                new PrintStream(new Exhausted(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                home);
        int code = Main.run(exhausted, "merge", plan, "--progress", "json");
        assertEquals(75, code, err.toString(StandardCharsets.UTF_8));
        assertFalse(Files.exists(folder.resolve("plan/one.mkv")));
        assertTrue(Files.exists(folder.resolve("plan/two.mkv")), err.toString(StandardCharsets.UTF_8));
    }
}
