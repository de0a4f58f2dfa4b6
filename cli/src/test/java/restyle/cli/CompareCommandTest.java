package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("environment")
class CompareCommandTest {

    @TempDir
    Path folder;

    private TestConsole console;
    private String clip;
    private Path report;

    @BeforeEach
    void writeClip() throws IOException {
        console = new TestConsole(folder.resolve("data"));
        Path frames = Files.createDirectory(folder.resolve("clip"));
        for (int i = 0; i < 2; i++) {
            PngFrames.write(frames.resolve(i + ".png"), 8, 8, new byte[3 * 64], 0);
        }
        clip = frames.resolve("%d.png").toString();
        report = folder.resolve("report.html");
    }

    @Test
    void writesPageAndNumbers() {
        Path numbers = folder.resolve("numbers.json");

        int exit = console.run("compare", clip, clip, "-o", report.toString(), "--json", numbers.toString());

        assertEquals(0, exit, console.err());
        assertTrue(Files.exists(report));
        assertTrue(Files.exists(numbers));
        assertEquals("", console.out());
    }

    @Test
    void endsWithOneWhereALimitIsPassed() {
        String[] arguments = {"compare", clip, clip, "-o", report.toString(), "--overwrite", "--fail-if", "psnr<20"};
        assertEquals(0, console.run(arguments), console.err());
        arguments[7] = "structure<0.5"; // black pictures have no edges
        assertEquals(1, console.run(arguments));
        assertTrue(console.err().contains("--fail-if structure<0.5: cannot be told"), console.err());
        arguments[7] = "beauty<1";
        assertEquals(2, console.run(arguments));
        assertTrue(console.err().contains("no metric 'beauty'"), console.err());
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        int exit = console.run("compare", "none.mp4", folder.toString(), "-o", clip, "--json", "numbers.txt");

        assertEquals(2, exit);
        assertTrue(console.err().contains("none.mp4 does not exist"), console.err());
        assertTrue(console.err().contains("is a directory"), console.err());
        assertTrue(console.err().contains("expected a name that ends with .html"), console.err());
        assertTrue(console.err().contains("expected a name that ends with .json"), console.err());
    }

    @Test
    void replacesAReportOnlyWhenToldTo() throws IOException {
        Files.writeString(report, "mine");

        assertEquals(2, console.run("compare", clip, clip, "-o", report.toString()));
        assertEquals("mine", Files.readString(report));
        assertEquals(0, console.run("compare", clip, clip, "-o", report.toString(), "--overwrite"));
        assertFalse(Files.readString(report).equals("mine"));
    }
}
