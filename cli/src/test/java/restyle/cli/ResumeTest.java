package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed in processes of their own, and go on here; with the starter pack, whose look deflickers. */
class ResumeTest {

    private static final int FRAMES = 32;

    @TempDir
    static Path shared;

    private static Path clip;
    private static byte[] undisturbed;

    @TempDir
    Path folder;

    private Path output;
    private int every = 1;
    private Path state;
    private TestConsole console;

    @BeforeAll
    static void makeClip() throws IOException {
        clip = TestVideo.write(shared.resolve("clip.mp4"), 64, 48, FRAMES);
        Path other = shared.resolve("undisturbed.mp4");
        TestConsole console = new TestConsole(shared.resolve("data"));
        assertEquals(0, console.run(arguments(other, 1)), console.err());
        undisturbed = Files.readAllBytes(other);
    }

    @BeforeEach
    void makeFolder() throws IOException {
        output = folder.resolve("out/styled.mp4");
        state = folder.resolve("out/.styled.mp4.restyle");
        Files.createDirectory(folder.resolve("out"));
        console = new TestConsole(folder.resolve("data"));
    }

    @Test
    void aKilledRunGoesOnToTheSameBytes() throws Exception {
        ChildRun run = start();
        waitForFrames(run, 6);
        run.process().destroyForcibly().waitFor();
        assertFalse(Files.exists(output));
        assertTrue(beside().size() > 1, "what a killed run leaves: " + beside());
        assertEquals(0, resume(), console.err());
        assertTrue(console.err().contains("finished frames"), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
        assertEquals(List.of("styled.mp4"), beside());
    }

    @Test
    void aKilledRunWithItsFlickerGoesOnToTheSameBytes() throws Exception {
        Path other = folder.resolve("undisturbed.mp4");
        List<String> arguments = new ArrayList<>(List.of(arguments(other, every)));
        arguments.addAll(List.of("--deflicker", "0"));
        assertEquals(0, console.run(arguments.toArray(String[]::new)), console.err());
        assertFalse(Arrays.equals(undisturbed, Files.readAllBytes(other)));
        arguments.set(2, output.toString());
        ChildRun run = ChildRun.start(folder, arguments);
        waitForFrames(run, 18);
        run.process().destroyForcibly().waitFor();
        assertEquals(0, resume("--deflicker", "0"), console.err());
        assertTrue(console.err().contains("finished frames"), console.err());
        assertArrayEquals(Files.readAllBytes(other), Files.readAllBytes(output));
    }

    @Test
    void aKilledRunThatFillsFramesInGoesOnToTheSameBytes() throws Exception {
        every = 3;
        List<String> more = List.of("--context", "6", "--overlap", "2", "--ink", "0.9", "--match-colour", "source");
        Path other = folder.resolve("undisturbed.mp4");
        List<String> arguments = new ArrayList<>(List.of(arguments(other, every)));
        arguments.addAll(more);
        assertEquals(0, console.run(arguments.toArray(String[]::new)), console.err());
        assertFalse(Arrays.equals(undisturbed, Files.readAllBytes(other)));
        arguments.set(2, output.toString());
        ChildRun run = ChildRun.start(folder, arguments);
        waitForFrames(run, 6);
        run.process().destroyForcibly().waitFor();
        assertEquals(0, resume(more.toArray(String[]::new)), console.err());
        assertTrue(console.err().contains("finished frames"), console.err());
        assertArrayEquals(Files.readAllBytes(other), Files.readAllBytes(output));
    }

    @Test
    void sigtermEndsARunAtOnceAndCleansUp() throws Exception {
        ChildRun run = start();
        waitForFrames(run, 6);
        run.process().destroy();
        assertTrue(run.process().waitFor(10, TimeUnit.SECONDS), "still running");
        assertEquals(143, run.process().exitValue());
        assertEquals(List.of(".styled.mp4.restyle"), beside());
        assertEquals(0, resume(), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
        assertEquals(List.of("styled.mp4"), beside());
    }

    @Test
    void whatIsDoneIsLeftOut() throws Exception {
        Files.write(output, undisturbed);
        assertEquals(0, resume(), console.err());
        assertFalse(console.err().contains("frames per second"), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
    }

    private int resume(String... more) {
        List<String> arguments = new ArrayList<>(List.of(arguments(output, every)));
        arguments.add("--resume");
        arguments.addAll(List.of(more));
        return console.run(arguments.toArray(String[]::new));
    }

    private static String[] arguments(Path out, int every) {
        return new String[] {
            clip.toString(),
            "-o",
            out.toString(),
            "--size",
            "source",
            "--cuts",
            "off",
            "--threads",
            "1",
            "--every",
            "" + every
        };
    }

    private ChildRun start() throws Exception {
        return ChildRun.start(folder, List.of(arguments(output, every)));
    }

    /** Until so many frames are finished: a frame's latents and what is kept with them take {@code 4 * 16 * 12 + 7} words. */
    private void waitForFrames(ChildRun run, int frames) throws Exception {
        run.requireSize(state.resolve("frames"), 4L * frames * (4 * 16 * 12 + 7));
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
