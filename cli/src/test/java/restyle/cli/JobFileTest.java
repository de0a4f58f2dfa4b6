package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFileTest {

    @TempDir
    Path folder;

    private String clip;
    private String output;
    private Path job;
    private TestConsole console;

    @BeforeEach
    void makeClip() throws IOException {
        clip = new TestPattern(32, 32).write(Files.createDirectory(folder.resolve("in")), 2);
        output = folder.resolve("out.mp4").toString();
        job = folder.resolve("job.yaml");
        console = new TestConsole(folder);
    }

    @Test
    void dryRunPrintsAJobThatReadsBackAsTheSameJob() throws IOException {
        assertEquals(
                0,
                console.run(
                        clip,
                        "-o",
                        output,
                        "--dry-run",
                        "--seed",
                        "7",
                        "--style",
                        "neon",
                        "--strength",
                        "0.5",
                        "--deflicker",
                        "2"));
        String first = console.out();
        assertTrue(
                first.contains("seed: 7")
                        && first.contains("strength: 0.5")
                        && first.contains("deflicker: 2")
                        && first.contains("hashes:"),
                first);
        assertFalse(Files.exists(Path.of(output)));
        Files.writeString(job, first);
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--job", job.toString()), console.err());
        assertEquals(first, console.out());
    }

    @Test
    void explicitOptionsWinOverTheFile() throws IOException {
        Files.writeString(job, "seed: 7\nsteps: 1\n");
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--job", job.toString(), "--seed", "8"));
        assertTrue(console.out().contains("seed: 8") && console.out().contains("steps: 1"), console.out());
    }

    @Test
    void aFileThatChangedSinceTheJobWasWrittenIsNamed() throws IOException {
        assertEquals(0, console.run(clip, "-o", output, "--dry-run"));
        Files.writeString(job, console.out());
        Files.copy(
                folder.resolve("in").resolve("00000.png"),
                folder.resolve("in").resolve("00001.png"),
                StandardCopyOption.REPLACE_EXISTING);
        assertEquals(2, console.run(clip, "-o", output, "--job", job.toString()));
        assertTrue(console.err().contains("00001.png has changed since the job was written"), console.err());
    }

    @Test
    void aKeyThatIsNoOptionIsNamed() throws IOException {
        Files.writeString(job, "sede: 7\n");
        assertEquals(2, console.run(clip, "-o", output, "--job", job.toString()));
        assertTrue(console.err().contains("job.yaml") && console.err().contains("sede"), console.err());
    }

    @Test
    void promptsMayStandInFiles() throws IOException {
        Path prompt = Files.writeString(folder.resolve("prompt.txt"), "a fox,\nin ink\n");
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "-p", "@" + prompt), console.err());
        assertTrue(console.out().contains("a fox,"), console.out());
        assertEquals(2, console.run(clip, "-o", output, "--dry-run", "-p", "@nowhere.txt"));
        assertTrue(console.err().contains("--prompt: the file nowhere.txt cannot be read"), console.err());
    }

    @Test
    void saysHowManyStepsRunAndWhatOfThePromptIsLost() {
        String prompt = "fox ".repeat(80);
        assertEquals(
                0, console.run(clip, "-o", output, "--dry-run", "--strength", "0.5", "-p", prompt, "--steps", "4"));
        assertTrue(console.err().contains("strength 0.5 runs the last 2 of 4 steps"), console.err());
        assertTrue(console.err().contains("its last 5 have no effect"), console.err());
    }
}
