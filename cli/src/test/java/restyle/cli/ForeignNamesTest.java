package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that somebody else chose are shown, whichever stream they go to, and do nothing to a terminal. */
class ForeignNamesTest {

    private static final String ESCAPE = "\u001b[2J";
    private static final String SHOWN = "\\u001b[2J";

    @TempDir
    Path folder;

    @Test
    void ofInputs() {
        TestConsole console = new TestConsole(folder);
        assertEquals(
                2,
                console.run(
                        "clip" + ESCAPE + ".mp4",
                        "-o",
                        folder.resolve("out.mp4").toString()));
        assertTrue(console.err().contains("clip" + SHOWN + ".mp4"), console.err());
        assertHarmless(console);
    }

    @Test
    void ofOptions() {
        TestConsole console = new TestConsole(folder);
        assertEquals(2, console.run("--frobnicate" + ESCAPE, "a.mp4"));
        assertTrue(console.err().contains(SHOWN), console.err());
        assertHarmless(console);
    }

    @Test
    void ofStyles() throws IOException {
        Files.writeString(folder.resolve("styles.yaml"), "- {name: \"ink\\e[2J\", prompt: \"ink\\e[2J\"}\n");
        TestConsole console = new TestConsole(folder);
        assertEquals(0, console.run("styles"));
        assertTrue(console.out().contains("ink" + SHOWN), console.out());
        assertHarmless(console);
    }

    private static void assertHarmless(TestConsole console) {
        assertEquals(-1, (console.out() + console.err()).indexOf('\u001b'));
    }
}
