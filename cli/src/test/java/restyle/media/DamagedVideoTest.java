package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.testing.Copying;
import restyle.media.testing.TestClip;

class DamagedVideoTest {

    private static final int TS_PACKET = 188;

    @TempDir
    Path folder;

    private byte[] good;

    @BeforeEach
    void makeClip() throws IOException {
        TestClip clip = TestClip.clip().frames(50, 25, 1).option("g", "10").audio("aac", "eng", 2);
        Path whole = clip.write(folder.resolve("whole.mp4"));
        Copying.copy(whole, folder.resolve("indexed.mp4"), OutputFormat.DEFAULT);
        good = Files.readAllBytes(folder.resolve("indexed.mp4"));
    }

    @Test
    void everyTruncationGivesFramesWithANoticeOrOneClearMessage() throws IOException {
        for (int part = 1; part < 20; part++) {
            Path file = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(good, good.length * part / 20));
            List<String> notices = new ArrayList<>();
            try {
                List<SourceFrame> frames = Copying.frames(file, notices);
                assertTrue(frames.size() < 50 || part > 15, part + "/20 gives " + frames.size());
                assertTrue(frames.size() == 50 || notices.toString().contains("truncated"), part + "/20: " + notices);
            } catch (VideoException e) {
                assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
            }
        }
    }

    @Test
    void damageInTheMiddleCostsNoMoreThanItsPlace() throws IOException {
        byte[] bad = good.clone();
        Random random = new Random(3);
        int middle = bad.length * 5 / 8;
        for (int i = 0; i < 400; i++) {
            bad[middle + i] = (byte) random.nextInt();
        }
        Path file = Files.write(folder.resolve("bad.mp4"), bad);
        List<String> notices = new ArrayList<>();
        List<SourceFrame> frames = Copying.frames(file, notices);
        assertTrue(frames.size() >= 35, frames.size() + " frames left");
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).startsWith(file + " is damaged"), notices.get(0));
    }

    @Test
    void whatABroadcastLostOnItsWayIsSaid() throws IOException {
        Path whole =
                TestClip.clip().times(25, LongStream.range(0, 12).toArray()).write(folder.resolve("whole.ts"));
        byte[] packets = Files.readAllBytes(whole);
        int lost = packets.length / 2 / TS_PACKET * TS_PACKET;
        while (!insideAPicture(packets, lost)) {
            lost += TS_PACKET;
        }
        byte[] received = new byte[packets.length - TS_PACKET];
        System.arraycopy(packets, 0, received, 0, lost);
        System.arraycopy(packets, lost + TS_PACKET, received, lost, received.length - lost);
        Path file = Files.write(folder.resolve("received.ts"), received);
        List<String> notices = new ArrayList<>();
        Copying.frames(file, notices);
        assertEquals(1, notices.size(), notices.toString());
        assertTrue(notices.get(0).startsWith(file + " is damaged: 1 packets"), notices.get(0));
    }

    /** Whether a packet belongs to the first stream, and does not begin a piece of it. */
    private static boolean insideAPicture(byte[] packets, int at) {
        return packets[at + 1] == 1 && packets[at + 2] == 0;
    }

    @Test
    void flippedBytesNeverDoMoreThanAMessage() throws IOException {
        int whole = 0;
        for (int seed = 0; seed < 60; seed++) {
            byte[] bad = good.clone();
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Path file = Files.write(folder.resolve("flipped.mp4"), bad);
            try {
                long last = Long.MIN_VALUE;
                for (SourceFrame frame : Copying.frames(file)) {
                    assertTrue(frame.ticks() > last, "times grow");
                    last = frame.ticks();
                }
                whole++;
            } catch (VideoException e) {
                assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
            }
        }
        assertTrue(whole > 20, "only " + whole + " could be read");
    }

    @Test
    void noiseIsNoVideo() throws IOException {
        byte[] noise = new byte[5000];
        new Random(1).nextBytes(noise);
        Path file = Files.write(folder.resolve("noise.mp4"), noise);
        VideoException e = assertThrows(VideoException.class, () -> Copying.frames(file));
        assertTrue(e.getMessage().startsWith(file + " is not a video or image"), e.getMessage());
    }
}
