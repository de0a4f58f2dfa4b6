package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a loss of power or a failing disk may leave of a state: what is whole is used, the rest is made again. */
class DamagedStateTest {

    @TempDir
    static Path folder;

    private static KilledRun killed;
    private static byte[] undisturbed;
    private static byte[] manifest;
    private static byte[] frames;

    private TestConsole console;

    @BeforeAll
    static void killOne() throws Exception {
        killed = KilledRun.make(folder, 10, "--threads", "1");
        manifest = Files.readAllBytes(killed.manifest());
        frames = Files.readAllBytes(killed.frames());
        assertEquals(0, killed.run(new TestConsole(folder.resolve("data"))));
        undisturbed = Files.readAllBytes(killed.output());
    }

    @BeforeEach
    void bringBackTheState() throws IOException {
        console = new TestConsole(folder.resolve("data"));
        Files.deleteIfExists(killed.output());
        Files.createDirectories(killed.state());
        Files.write(killed.manifest(), manifest);
        Files.write(killed.frames(), frames);
    }

    @Test
    void aRecordThatWasCutOffIsMadeAgain() throws IOException {
        Files.write(killed.frames(), Arrays.copyOf(frames, 7 * KilledRun.FRAME_BYTES + 100));
        assertGoesOnBehind(7);
    }

    @Test
    void aTailOfZerosIsMadeAgain() throws IOException {
        byte[] bytes = Arrays.copyOf(Arrays.copyOf(frames, 5 * KilledRun.FRAME_BYTES + 8), frames.length + 5000);
        Files.write(killed.frames(), bytes);
        assertGoesOnBehind(5);
    }

    @Test
    void behindADamagedRecordEverythingIsMadeAgain() throws IOException {
        byte[] bytes = frames.clone();
        bytes[3 * KilledRun.FRAME_BYTES + 100] ^= 1;
        Files.write(killed.frames(), bytes);
        assertGoesOnBehind(3);
    }

    @Test
    void framesOfAnotherJobAreNotMixedIn() throws IOException {
        assertEquals(0, killed.run(console, "--seed", "7"), console.err());
        byte[] other = Files.readAllBytes(killed.output());
        Files.delete(killed.output());
        Files.createDirectories(killed.state());
        Files.writeString(
                killed.manifest(),
                new String(manifest, StandardCharsets.UTF_8).replace("\"--seed\" : \"0\"", "\"--seed\" : \"7\""));
        Files.write(killed.frames(), frames);
        assertEquals(0, killed.run(console, "--resume", "--seed", "7"), console.err());
        assertTrue(!console.err().contains("resuming after"), console.err());
        assertArrayEquals(other, Files.readAllBytes(killed.output()));
    }

    @Test
    void withoutResumeTheUserIsToldWhatIsMadeAgain() throws IOException {
        int finished = frames.length / KilledRun.FRAME_BYTES;
        assertEquals(0, killed.run(console), console.err());
        assertTrue(console.err().contains("discarding " + finished + " finished frames of an interrupted run"));
        assertUndisturbed();
    }

    @Test
    void withoutItsFramesEverythingIsMadeAgain() throws IOException {
        Files.delete(killed.frames());
        assertAllIsMadeAgain("");
    }

    @Test
    void withoutItsManifestEverythingIsMadeAgain() throws IOException {
        Files.delete(killed.manifest());
        assertAllIsMadeAgain("");
    }

    @Test
    void withADamagedManifestEverythingIsMadeAgain() throws IOException {
        for (byte[] bytes : List.of(new byte[0], new byte[900], Arrays.copyOf(manifest, 60))) {
            bringBackTheState();
            Files.write(killed.manifest(), bytes);
            assertAllIsMadeAgain("state.json is damaged; starting again from the first frame");
        }
    }

    @Test
    void aRunThatWasKilledJustBeforeItCouldTidyUpIsCompleted() throws IOException {
        Files.write(killed.output(), undisturbed);
        Files.writeString(killed.output().resolveSibling(".styled.mp4.0a1b2c3d.part"), "cut off");
        assertGoesOnBehind(frames.length / KilledRun.FRAME_BYTES);
    }

    @Test
    void aRunThatWasKilledWhileItTidiedUpIsTidiedUp() throws IOException {
        Files.write(killed.output(), undisturbed);
        Files.delete(killed.manifest());
        assertEquals(0, killed.run(console, "--resume"), console.err());
        assertEquals("", console.err());
        assertEquals(List.of("styled.mp4"), killed.beside());
    }

    private void assertGoesOnBehind(int finished) throws IOException {
        assertEquals(0, killed.run(console, "--resume"), console.err());
        assertTrue(console.err().contains("resuming after " + finished + " finished frames"), console.err());
        assertUndisturbed();
    }

    private void assertAllIsMadeAgain(String notice) throws IOException {
        assertEquals(0, killed.run(console, "--resume"), console.err());
        assertTrue(console.err().contains(notice), console.err());
        assertTrue(!console.err().contains("resuming after"), console.err());
        assertUndisturbed();
    }

    private static void assertUndisturbed() throws IOException {
        assertArrayEquals(undisturbed, Files.readAllBytes(killed.output()));
        assertEquals(List.of("styled.mp4"), killed.beside());
    }
}
