package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;

/** Whole runs with footage that is not plain: what is around the pictures comes through. */
class FootageCommandTest {

    @TempDir
    Path folder;

    @Test
    void unevenTurnedFootageKeepsItsTimesItsShapeAndItsSounds() {
        TestClip clip = TestClip.clip()
                .times(1000, 120, 160, 200, 320, 700)
                .sampleAspect(4, 3)
                .rotation(90);
        Path from = clip.audio("aac", "eng", 0.8).audio("ac3", "fra", 0.2, 0.8).write(folder.resolve("from.mp4"));
        Path to = folder.resolve("to.mkv");
        run(0, from, to);
        MediaFacts before = MediaFacts.of(from);
        MediaFacts after = MediaFacts.of(to);
        assertEquals(5, after.video().frameTimes().size());
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    before.video().frameSeconds().get(i),
                    after.video().frameSeconds().get(i),
                    0.001);
        }
        assertEquals(before.video().displaySize(), after.video().displaySize());
        for (int i = 0; i < 2; i++) {
            assertEquals(before.others().get(i).packets(), after.others().get(i).packets());
            assertEquals(
                    before.others().get(i).metadata().get("language"),
                    after.others().get(i).metadata().get("language"));
        }
    }

    @Test
    void footageWithoutItsEndGivesTheBeginningAndSaysSo() throws IOException {
        Path whole = TestClip.clip().frames(25, 25, 1).option("g", "5").write(folder.resolve("whole.mkv"));
        byte[] bytes = Files.readAllBytes(whole);
        Path from = Files.write(folder.resolve("from.mkv"), Arrays.copyOf(bytes, bytes.length * 2 / 3));
        Path to = folder.resolve("to.mp4");
        String message = run(0, from, to);
        assertTrue(message.contains("from.mkv ends early: it announces 1.0 seconds"), message);
        int frames = MediaFacts.of(to).video().frameTimes().size();
        assertTrue(frames > 5 && frames < 25, frames + " frames");
    }

    @Test
    void footageWithoutItsIndexIsRefusedAndNothingIsWritten() throws IOException {
        byte[] bytes = Files.readAllBytes(TestClip.clip().write(folder.resolve("whole.mp4")));
        Path from = Files.write(folder.resolve("from.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        String message = run(2, from, folder.resolve("to.mp4"));
        assertTrue(message.contains("from.mp4 is not a video or image that can be read"), message);
        assertFalse(Files.exists(folder.resolve("to.mp4")));
    }

    private String run(int exit, Path from, Path to) {
        TestConsole console = new TestConsole(folder.resolve("home"));
        int found = console.run(
                from.toString(),
                "-o",
                to.toString(),
                "--size",
                "64",
                "--cuts",
                "off",
                "--steps",
                "1",
                "--progress",
                "none");
        assertEquals(exit, found, console.err());
        return console.err();
    }
}
