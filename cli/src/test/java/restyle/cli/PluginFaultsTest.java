package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.plugins.testing.TestPlugin;

/** What plugins do to the process they run in. */
class PluginFaultsTest {

    @TempDir
    Path folder;

    @Test
    void aPluginThatEndsTheProcessIsNamedAndItIsAFailure() throws Exception {
        ChildRun run = control("quitter", "quit()", """
                static ControlMap quit() {
                    Thread thread = new Thread(() -> System.exit(0));
                    thread.start();
                    try {
                        thread.join();
                    } catch (InterruptedException e) {
                        return quit();
                    }
                    return null;
                }
                """);
        assertEnds(run, 3);
        assertTrue(
                run.said()
                        .contains(
                                "restyle: plugin quitter 1.0.0 has ended the process with System.exit, at acme.Made."),
                run::said);
    }

    @Test
    void aPluginThatEndsTheProcessWhileItIsLoadedIsNamedToo() throws Exception {
        ChildRun run = control("early", "null", "static { Runtime.getRuntime().exit(0); }");
        assertEnds(run, 3);
        assertTrue(run.said().contains("plugin early 1.0.0 has ended the process"), run::said);
    }

    @Test
    void aPluginThatThrowsWithItsInterruptFlagSetEndsItsClipWithItsName() throws Exception {
        ChildRun run = control("interrupted", "stop()", """
                static ControlMap stop() {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("no luck");
                }
                """);
        assertEnds(run, 3);
        assertTrue(run.said().contains("plugin interrupted 1.0.0 failed at frame 0: no luck"), run::said);
    }

    @Test
    void aPluginThatHangsAndSwallowsInterruptsDoesNotKeepTheProcess() throws Exception {
        Path begun = folder.resolve("begun");
        install("hanging", "hang()", """
                static ControlMap hang() {
                    try {
                        java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "begun");
                    } catch (java.io.IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                    while (true) {
                        try {
                            Thread.sleep(1000);
                        } catch (InterruptedException e) {
                            continue;
                        }
                    }
                }
                """.formatted(begun));
        String net = "hanging,net=" + Path.of(System.getProperty("restyle.home"), "models/starter/controlnet_tile");
        String pattern = new TestPattern(32, 24).write(folder, 4);
        Path output = folder.resolve("%05d.jpg");
        ChildRun run = ChildRun.start(folder, List.of(pattern, "-o", output.toString(), "--control", net));
        run.requireSize(begun, 1);
        run.process().destroy();
        assertEnds(run, 143);
        assertFalse(run.said().contains("System.exit"), run::said);
    }

    /** A preprocessor of one static method, at work on a picture. */
    private ChildRun control(String name, String result, String member) throws Exception {
        install(name, result, member);
        String pattern = new TestPattern(32, 24).write(folder, 1);
        return ChildRun.start(folder, List.of("control", name, pattern, "-o", styled().toString()));
    }

    private void install(String name, String result, String member) throws IOException {
        TestPlugin.named(name)
                .preprocessor(name, member, result)
                .folder(Files.createDirectories(folder.resolve("data/plugins")), name);
    }

    private Path styled() {
        return folder.resolve("styled.png");
    }

    private void assertEnds(ChildRun run, int code) throws Exception {
        assertTrue(run.process().waitFor(60, TimeUnit.SECONDS), run::said);
        assertEquals(code, run.process().exitValue(), run::said);
        try (DirectoryStream<Path> made = Files.newDirectoryStream(folder, "{*.jpg,styled.png}")) {
            assertFalse(made.iterator().hasNext());
        }
    }
}
