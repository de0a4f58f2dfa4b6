package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are killed in processes of their own, and go on here; with the starter pack. */
class ResumeTest {

    private static final int FRAMES = 40;

    @TempDir
    static Path shared;

    private static Path clip;
    private static byte[] undisturbed;

    @TempDir
    Path folder;

    private Path output;
    private Path state;
    private TestConsole console;

    @BeforeAll
    static void makeClip() throws IOException {
        clip = TestVideo.write(shared.resolve("clip.mp4"), 64, 48, FRAMES);
        Path other = shared.resolve("undisturbed.mp4");
        TestConsole console = new TestConsole(shared.resolve("data"));
        assertEquals(0, console.run(arguments(other)), console.err());
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
        Process run = start();
        waitForFrames(run, 6);
        run.destroyForcibly().waitFor();
        assertFalse(Files.exists(output));
        assertTrue(beside().size() > 1, "what a killed run leaves: " + beside());
        assertEquals(0, resume(), console.err());
        assertTrue(console.err().contains("finished frames"), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
        assertEquals(List.of("styled.mp4"), beside());
    }

    @Test
    void sigtermEndsARunAtOnceAndCleansUp() throws Exception {
        Process run = start();
        waitForFrames(run, 6);
        long began = System.nanoTime();
        run.destroy();
        assertTrue(run.waitFor(10, TimeUnit.SECONDS));
        assertEquals(143, run.exitValue());
        assertTrue(System.nanoTime() - began < 3e9, "took " + (System.nanoTime() - began) / 1e9 + " s");
        assertEquals(List.of(".styled.mp4.restyle"), beside());
        assertEquals(0, resume(), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
        assertEquals(List.of("styled.mp4"), beside());
    }

    @Test
    void aDamagedStateIsUsedAsFarAsItIsWhole() throws Exception {
        Process run = start();
        waitForFrames(run, 6);
        run.destroyForcibly().waitFor();
        byte[] frames = Files.readAllBytes(state.resolve("frames"));
        frames[frames.length / 2] ^= 1;
        Files.write(state.resolve("frames"), frames, StandardOpenOption.TRUNCATE_EXISTING);
        assertEquals(0, resume(), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
    }

    @Test
    void saysWhatHasChangedAndRefuses() throws Exception {
        Process run = start();
        waitForFrames(run, 3);
        run.destroyForcibly().waitFor();
        assertEquals(2, resume("--seed", "5", "--guidance", "2"), console.err());
        assertTrue(console.err().contains("--seed was 0, now it is 5"), console.err());
        assertTrue(console.err().contains("--guidance was 1.0, now it is 2.0"), console.err());
        assertTrue(Files.exists(state));
        FileTime before = Files.getLastModifiedTime(clip);
        Files.setLastModifiedTime(clip, FileTime.fromMillis(0));
        assertEquals(2, resume(), console.err());
        assertTrue(console.err().contains("input was clip.mp4"), console.err());
        assertEquals(1, console.err().lines().count(), console.err());
        Files.setLastModifiedTime(clip, before);
    }

    @Test
    void whatIsDoneIsLeftOut() throws Exception {
        Files.write(output, undisturbed);
        assertEquals(0, resume(), console.err());
        assertFalse(console.err().contains("frames per second"), console.err());
        assertArrayEquals(undisturbed, Files.readAllBytes(output));
    }

    private int resume(String... more) {
        List<String> arguments = new ArrayList<>(List.of(arguments(output)));
        arguments.add("--resume");
        arguments.addAll(List.of(more));
        return console.run(arguments.toArray(String[]::new));
    }

    private static String[] arguments(Path out) {
        return new String[] {
            clip.toString(), "-o", out.toString(), "--size", "source", "--cuts", "off", "--threads", "1"
        };
    }

    /** The same command in a process of its own. */
    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drestyle.home=" + System.getProperty("restyle.home"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments(output)));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("RESTYLE_DATA", folder.resolve("data").toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log"))
                .start();
    }

    /** Until so many frames are finished: a frame's latents and what is kept with them take {@code 4 * 16 * 12 + 7} words. */
    private void waitForFrames(Process run, int frames) throws Exception {
        Path file = state.resolve("frames");
        while (!Files.exists(file) || Files.size(file) < frames * (4 * 16 * 12 + 7) * 4L) {
            assertTrue(run.isAlive(), () -> "the run is over: " + log());
            Thread.sleep(2);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(output.getParent())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
