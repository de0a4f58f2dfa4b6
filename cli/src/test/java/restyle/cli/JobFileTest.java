package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @Tag("environment")
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
        assertFalse(first.contains("threads:") || first.contains("models:"), "what only this machine has: " + first);
        assertFalse(Files.exists(Path.of(output)));
        Files.writeString(job, first);
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--job", job.toString()), console.err());
        assertEquals(first, console.out());
    }

    @Test
    void modelsThatComeWithRestyleAreFoundInAnotherInstallation() throws IOException {
        Path here = Path.of(System.getProperty("restyle.home"));
        assertEquals(0, console.run(clip, "-o", output, "--dry-run"), console.err());
        String first = console.out();
        assertFalse(first.contains(here.toString()), first);
        assertTrue(first.contains("\nmodel: starter\n") && first.contains(",net=starter/controlnet_tile,"), first);
        assertTrue(first.contains("\n  starter/vae/config.json: "), first);
        Path elsewhere = Files.createSymbolicLink(folder.resolve("elsewhere"), here);
        TestConsole there = new TestConsole(elsewhere, folder);
        Files.writeString(job, first);
        assertEquals(0, there.run("--job", job.toString(), "--dry-run"), there.err());
        assertEquals(first, there.out());
        Files.writeString(job, first.replaceFirst("(starter/vae/config.json: ).*", "$1other"));
        assertEquals(2, there.run("--job", job.toString(), "--dry-run"));
        assertTrue(there.err().contains("--job: starter/vae/config.json has changed since"), there.err());
        Files.delete(elsewhere);
    }

    @Test
    void modelsInAFolderWithACommaInItsNameAreReadBack() throws IOException {
        Path models = Files.createDirectory(folder.resolve("models, mine"));
        Path bundled = Path.of(System.getProperty("restyle.home"), "models", "starter");
        Files.createSymbolicLink(models.resolve("tiles"), bundled.resolve("controlnet_tile"));
        Files.createSymbolicLink(models.resolve("larger"), bundled.resolve("upscaler"));
        String control = "tile,net=tiles,scale=0.5";
        int code = console.run(
                clip,
                "-o",
                output,
                "--dry-run",
                "--models",
                models.toString(),
                "--control",
                control,
                "--upscale",
                "larger");
        assertEquals(0, code, console.err());
        String first = console.out();
        assertTrue(first.contains("net=\\\"" + models.resolve("tiles") + "\\\",scale=0.5"), first);
        Files.writeString(job, first);
        assertEquals(0, console.run("--job", job.toString(), "--dry-run"), console.err());
        assertEquals(first, console.out());
    }

    @ParameterizedTest
    @CsvSource({"16, 4", "5, 4", "4, 2", "1, 0"})
    void windowsShareWhatTheyAreLongEnoughFor(int context, int overlap) {
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--context", "" + context), console.err());
        assertTrue(console.out().contains("\noverlap: " + overlap + "\n"), console.out());
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
    @Tag("environment")
    void aJobFileNamesItsClip() throws IOException {
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--seed", "7"));
        String first = console.out();
        Files.writeString(job, first);
        assertEquals(0, console.run("--job", job.toString(), "--dry-run"), console.err());
        assertEquals(first, console.out());
        assertEquals(0, console.run("--job", job.toString(), "--dry-run", "-o", folder + "/x.mkv", "--seed", "8"));
        assertTrue(console.out().contains("x.mkv") && console.out().contains("seed: 8"), console.out());
        Files.writeString(job, "seed: 7\n");
        assertEquals(2, console.run("--job", job.toString(), "-o", output));
        assertTrue(console.err().contains("job.yaml: says no input; add it"), console.err());
    }

    @Test
    void aDryRunOfSeveralClipsReadsBackWhole() throws IOException {
        Path clips = folder.resolve("clips");
        TestVideo.write(clips.resolve("a.mp4"), 32, 32, 2);
        TestVideo.write(clips.resolve("day/b.mkv"), 48, 32, 2);
        String styled = folder.resolve("styled").toString();
        assertEquals(0, console.run(clips.toString(), "-o", styled, "--dry-run", "--seed", "7"), console.err());
        String first = console.out();
        Files.writeString(job, first);
        assertEquals(0, console.run("--job", job.toString(), "--dry-run"), console.err());
        assertEquals(first, console.out());
        assertEquals(
                0, console.run(clips.toString(), "-o", styled, "--job", job.toString(), "--dry-run"), console.err());
        assertEquals(first, console.out());
        Files.writeString(job, first.replaceFirst("seed: 7", "seed: 8").replaceFirst("steps: \\d+", "steps: 1"));
        assertEquals(0, console.run("--job", job.toString(), "--size", "source"), console.err());
        assertTrue(Files.exists(Path.of(styled, "a.mp4")) && Files.exists(Path.of(styled, "day", "b.mkv")));
    }

    @Test
    void eachDocumentServesItsOwnClip() throws IOException {
        Path other = TestVideo.write(folder.resolve("other.mp4"), 32, 32, 2);
        Files.writeString(
                job,
                "input: %s\nseed: 1\n---\ninput: %s\nseed: 2\n---\ninput: gone.mp4\n"
                        .formatted(clip, folder + "/./other.mp4"));
        assertEquals(
                0, console.run(other.toString(), "-o", output, "--job", job.toString(), "--dry-run"), console.err());
        assertTrue(console.out().contains("seed: 2"), console.out());
        assertTrue(console.err().contains("2 of its 3 documents are for clips that are not among"), console.err());
        Path third = TestVideo.write(folder.resolve("third.mp4"), 32, 32, 2);
        assertEquals(2, console.run(third.toString(), "-o", output, "--job", job.toString(), "--dry-run"));
        assertTrue(console.err().contains("expected one document of the job file for it, found none"), console.err());
        assertEquals(2, console.run("--job", job.toString(), "-o", folder + "/all/", "--dry-run"));
        assertTrue(console.err().contains("gone.mp4 does not exist"), console.err());
        assertEquals(2, console.out().split("---\n").length, console.out());
    }

    @Test
    void whatIsWrongWithEachDocumentIsSaidAtOnce() throws IOException {
        Files.writeString(job, "steps: x\n---\nsede: 7\n---\n- 1\n");
        assertEquals(2, console.run(clip, "-o", output, "--job", job.toString()));
        for (String part : List.of(
                "document 1: steps: expected a whole number, found \"x\"",
                "document 2: sede: there is no such option",
                "document 3: expected option: value")) {
            assertTrue(console.err().contains(part), console.err());
        }
        assertEquals(3, console.err().lines().count(), console.err());
    }

    @Test
    void aTextThatLooksLikeANumberStaysAText() throws IOException {
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "-p", "1e3", "-n", "007"));
        Files.writeString(job, console.out());
        assertEquals(0, console.run("--job", job.toString(), "--dry-run"), console.err());
        assertTrue(console.out().contains("prompt: \"1e3\"") && console.out().contains("\"007\""), console.out());
    }

    @Test
    void howManyThreadsThisMachineHasIsNotWritten() {
        assertEquals(0, console.run(clip, "-o", output, "--dry-run"));
        assertFalse(console.out().contains("threads"), console.out());
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--threads", "3"));
        assertTrue(console.out().contains("threads: 3"), console.out());
    }

    @Test
    @Tag("environment")
    void promptsMayStandInFiles() throws IOException {
        Path prompt = Files.writeString(folder.resolve("prompt.txt"), "a fox,\nin ink\n");
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "-p", "@" + prompt), console.err());
        assertTrue(console.out().contains("a fox,"), console.out());
        assertEquals(2, console.run(clip, "-o", output, "--dry-run", "-p", "@nowhere.txt"));
        assertTrue(console.err().contains("--prompt: the file nowhere.txt cannot be read"), console.err());
    }

    @Test
    @Tag("environment")
    void textIsReadAsEditorsAndShellsOfWindowsWriteIt() throws IOException {
        Path prompt = folder.resolve("prompt.txt");
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.write(prompt, "\uFEFFein Füchslein\r\n".getBytes(charset));
            Files.write(job, "\uFEFFseed: 7\r\nnegative: häßlich\r\n".getBytes(charset));
            assertEquals(
                    0,
                    console.run(clip, "-o", output, "--dry-run", "-p", "@" + prompt, "--job", job.toString()),
                    console.err());
            assertTrue(
                    console.out().contains("prompt: ein Füchslein\n")
                            && console.out().contains("negative: häßlich\n"),
                    console.out());
            assertTrue(console.out().contains("seed: 7"), console.out());
        }
        Files.write(prompt, "Füchslein".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(2, console.run(clip, "-o", output, "--dry-run", "-p", "@" + prompt));
        assertTrue(console.err().contains("prompt.txt is not UTF-8 text: byte 2"), console.err());
    }

    @Test
    @Tag("environment")
    void saysHowManyStepsRun() {
        assertEquals(0, console.run(clip, "-o", output, "--dry-run", "--strength", "0.5", "-p", "fox", "--steps", "4"));
        assertTrue(console.err().contains("strength 0.5 runs the last 2 of 4 steps"), console.err());
    }
}
