package restyle.media.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoReader;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;

class WebpReaderTest {

    @TempDir
    Path folder;

    @Test
    void givesEveryFrameOfAnAnimationAtItsTime() {
        TestClip clip = lossless(0, 40, 100, 333, 400);
        Path file = clip.write(folder.resolve("a.webp"));
        List<SourceFrame> frames = Copying.frames(file);
        assertEquals(
                List.of(0L, 40L, 100L, 333L, 400L),
                frames.stream().map(SourceFrame::ticks).toList());
        assertEquals(
                List.of(40L, 60L, 233L, 67L),
                frames.stream().limit(4).map(SourceFrame::durationTicks).toList());
        for (int i = 0; i < frames.size(); i++) {
            assertArrayEquals(clip.movingShapes(i), frames.get(i).frame().rgb(), "frame " + i);
            assertEquals(i, frames.get(i).frame().index());
        }
        assertEquals(5, VideoReaders.count(MediaPath.input(file.toString())));
    }

    @Test
    void decodesLargePicturesAFewAtATime() {
        int side = 1800; // 5 of them are decoded at once
        Path file = lossless(LongStream.range(0, 10).map(i -> 20 * i).toArray())
                .size(side, side)
                .picture(i -> grey(side, 20 * i))
                .write(folder.resolve("a.webp"));
        try (VideoReader reader = VideoReaders.open(MediaPath.input(file.toString()), 1, notice -> {})) {
            assertEquals(10, reader.info().frames());
            for (int i : new int[] {0, 1, 2, 6, 7, 8}) {
                assertEquals(i == 6 ? 3 : 0, reader.skip(i == 6 ? 3 : 0));
                SourceFrame frame = reader.next().orElseThrow();
                assertEquals(20 * i, frame.frame().rgb()[3 * side + 5] & 255);
                assertEquals(20L * i, frame.ticks());
            }
        }
    }

    @Test
    void alphaIsLaidOverBlack() {
        TestClip clip = TestClip.clip().codec("libwebp_anim", "yuva420p").times(1000, 0, 50);
        Path file = clip.flat(235, 128, 128, 100).write(folder.resolve("a.webp"));
        byte[] rgb = Copying.frames(file).get(0).frame().rgb();
        for (int c = 0; c < 3; c++) {
            assertEquals(100, rgb[c] & 255, 2);
        }
    }

    @Test
    void anAnimationBecomesAVideoOfTheSameTimes() {
        Path file = lossless(0, 40, 100, 333, 400).write(folder.resolve("a.webp"));
        Copying.copy(file, folder.resolve("b.mp4"), OutputFormat.DEFAULT);
        assertEquals(
                List.of(0.0, 0.04, 0.1, 0.333, 0.4),
                MediaFacts.of(folder.resolve("b.mp4")).video().frameSeconds());
    }

    @Test
    void writesWhatItReads() throws IOException {
        Path from = TestClip.clip()
                .times(1000, 0, 40, 100, 333)
                .audio("aac", "eng", 0.4)
                .write(folder.resolve("a.mp4"));
        Path to = folder.resolve("b.webp");
        List<String> notices = Copying.copy(from, to, OutputFormat.DEFAULT);
        assertEquals(1, notices.size());
        assertTrue(notices.get(0).contains(".webp cannot hold it: audio"), notices.get(0));
        List<SourceFrame> before = Copying.frames(from);
        List<SourceFrame> after = Copying.frames(to);
        assertEquals(
                List.of(0L, 40L, 100L, 333L),
                after.stream().map(SourceFrame::ticks).toList());
        for (int i = 0; i < 4; i++) {
            byte[] a = before.get(i).frame().rgb();
            byte[] b = after.get(i).frame().rgb();
            double sum = 0;
            for (int s = 0; s < a.length; s++) {
                sum += Math.abs((a[s] & 255) - (b[s] & 255));
            }
            assertTrue(sum / a.length < 6, "frame " + i + " differs by " + sum / a.length);
        }
        byte[] bytes = Files.readAllBytes(to);
        assertEquals("ANIM", new String(bytes, 30, 4, java.nio.charset.StandardCharsets.US_ASCII));
        assertEquals(0, bytes[42] | bytes[43], "shown over and over");
    }

    @Test
    void saysThatAFileIsTruncated() throws IOException {
        byte[] whole = Files.readAllBytes(lossless(0, 40, 100).write(folder.resolve("a.webp")));
        Path cut = Files.write(folder.resolve("cut.webp"), Arrays.copyOf(whole, whole.length - 100));
        String message =
                assertThrows(VideoException.class, () -> Copying.frames(cut)).getMessage();
        assertEquals(
                "%s is truncated: it should have %d bytes, found %d".formatted(cut, whole.length, whole.length - 100),
                message);
    }

    private static TestClip lossless(long... millis) {
        return TestClip.clip()
                .codec("libwebp_anim", "bgra")
                .option("lossless", "1")
                .times(1000, millis);
    }

    private static byte[] grey(int side, int value) {
        byte[] rgb = new byte[3 * side * side];
        Arrays.fill(rgb, (byte) value);
        return rgb;
    }
}
