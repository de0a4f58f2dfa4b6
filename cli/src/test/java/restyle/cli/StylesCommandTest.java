package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.job.options.Style;
import restyle.job.options.Styles;

class StylesCommandTest {

    @TempDir
    Path data;

    private Path file() {
        return data.resolve("styles.yaml");
    }

    private Style style(String name) {
        return Styles.of(data).named(name);
    }

    @Test
    void looksOfACommandLineAreKept() throws IOException {
        TestConsole console = new TestConsole(data);
        Files.writeString(file(), "# mine\n- name: old\n  prompt: old");
        assertEquals(
                0,
                console.run(
                        "styles",
                        "save",
                        "My Ink",
                        "in.mp4",
                        "-o",
                        "out.mp4",
                        "-p",
                        "ink: 1970",
                        "--steps",
                        "2",
                        "--control",
                        "hed,scale=0.5",
                        "--sampler",
                        "euler",
                        "--device",
                        "cpu"));
        assertTrue(console.err().contains("left out: --device"), console.err());
        assertTrue(Files.readString(file()).startsWith("# mine\n"));
        assertEquals("ink: 1970", style("my-ink").options().prompt);
        assertEquals(List.of("hed,scale=0.5"), style("my-ink").options().control);
        assertEquals("old", style("old").options().prompt);
        assertEquals(0, console.run("styles"));
        assertTrue(console.out().contains("My Ink"), console.out());
    }

    @Test
    void styleIsReplacedOnlyIfThatIsSaid() throws IOException {
        TestConsole console = new TestConsole(data);
        Files.writeString(file(), "[{name: ink, prompt: a}]");
        assertEquals(2, console.run("styles", "save", "INK", "-p", "b"));
        assertEquals("a", style("ink").options().prompt);
        assertEquals(0, console.run("styles", "save", "INK", "-p", "b", "--overwrite"));
        assertEquals("b", style("ink").options().prompt);
        assertEquals(1, Styles.of(data).all().size());
        assertEquals(0, console.run("styles", "save", "oil", "--style", "ink", "--steps", "4"));
        assertEquals("b", style("oil").options().prompt);
        assertEquals(2, console.run("styles", "save", "cartoon", "-p", "the pack has one of that name"));
        assertEquals(2, console.run("styles", "save", "none", "--device", "cpu"));
    }

    @Test
    void filesAreFoundFromOtherFolders() throws IOException {
        TestConsole console = new TestConsole(data);
        Path lora = Path.of("pom.xml");
        assertEquals(0, console.run("styles", "save", "ink", "--lora", lora + ":0.5", "--motion", "mm_sd_v15_v2"));
        assertEquals(List.of(lora.toAbsolutePath() + ":0.5"), style("ink").options().lora);
        assertEquals("mm_sd_v15_v2", style("ink").options().motion);
    }

    @Test
    void stylesTravelInAFile() throws IOException {
        TestConsole console = new TestConsole(data);
        Path file = data.resolve("ink.yaml");
        assertEquals(0, console.run("styles", "save", "ink", "-p", "ink", "--guidance", "1.5"));
        assertEquals(0, console.run("styles", "export", "ink", "-o", file.toString()));
        assertEquals(2, console.run("styles", "export", "ink", "-o", file.toString()));
        TestConsole other = new TestConsole(data.resolve("other"));
        assertEquals(0, other.run("styles", "import", file.toString()));
        assertEquals(2, other.run("styles", "import", file.toString()));
        assertEquals(
                Files.readString(file()), Files.readString(data.resolve("other").resolve("styles.yaml")));
        Files.writeString(file, "[{name: trap, save-latents: /etc/passwd}]");
        assertEquals(2, other.run("styles", "import", file.toString()));
        assertTrue(other.err().contains("sets save-latents"), other.err());
    }
}
