package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.media.testing.Copying;
import restyle.media.testing.TestClip;
import restyle.media.testing.TestTrack;

/** Files that are cut off or hold other bytes: a good copy or one message, never anything half. A crash would end the test's JVM. */
@Timeout(600)
class HostileVideoTest {

    @TempDir
    Path folder;

    private record Kind(String name, String ending, TestClip clip) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("H.264 in MP4", "mp4", small().chapter("One").audio("aac", "eng", 0.4)),
                new Kind(
                        "MPEG-4 in AVI", "avi", coded("mpeg4").option("bf", "2").audio("pcm_s16le", "eng", 0.4)),
                new Kind(
                        "MPEG-2 in a transport stream",
                        "ts",
                        coded("mpeg2video").audio("mp2", "eng", 0.4)),
                new Kind("H.264 in Matroska", "mkv", small().subtitle("Hello").audio("flac", "eng", 0.4)),
                new Kind("FFV1 in Matroska", "mkv", coded("ffv1").track(TestTrack.attachment("a.ttf", "font"))),
                new Kind(
                        "ProRes in MOV",
                        "mov",
                        small().codec("prores_ks", "yuva444p10le").rotation(90)),
                new Kind(
                        "VP8 in WebM",
                        "webm",
                        coded("libvpx").option("deadline", "realtime").audio("libopus", "eng", 0.4)),
                new Kind("GIF", "gif", small().codec("gif", "rgb8").times(100, 0, 4, 8, 12)),
                new Kind("MPEG-1 programme", "mpg", coded("mpeg1video").audio("mp2", "eng", 0.4)),
                new Kind("Flash", "flv", coded("flv").audio("aac", "eng", 0.4)));
    }

    private static TestClip small() {
        return TestClip.clip().size(48, 32);
    }

    private static TestClip coded(String codec) {
        return small().codec(codec, "yuv420p").times(25, LongStream.range(0, 12).toArray());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsCutOffGivesItsBeginningOrAMessage(Kind kind) throws IOException {
        byte[] good = bytes(kind);
        for (int part = 0; part < 20; part++) {
            int length = Math.max(1, good.length * part / 20);
            tryCopy(kind + " cut at " + length, kind.ending(), Arrays.copyOf(good, length));
        }
    }

    @ParameterizedTest
    @CsvSource({"avi, mpeg4", "mkv, ffv1", "webm, libvpx", "flv, flv"})
    void whatEndsEarlyIsSaidToEndEarly(String ending, String codec) throws IOException {
        TestClip clip =
                coded(codec).times(25, LongStream.range(0, 50).toArray()).option("g", "10");
        byte[] good = Files.readAllBytes(clip.write(folder.resolve("good." + ending)));
        Path from = Files.write(folder.resolve("bad." + ending), Arrays.copyOf(good, good.length * 3 / 5));
        List<String> notices = new ArrayList<>();
        int frames = Copying.frames(from, notices).size();
        assertTrue(frames > 10 && frames < 50, frames + " frames");
        assertEquals(
                1,
                notices.stream().filter(notice -> notice.contains("ends early")).count(),
                notices.toString());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatHoldsOtherBytesGivesFramesOrAMessage(Kind kind) throws IOException {
        byte[] good = bytes(kind);
        int copied = 0;
        for (int seed = 0; seed < 20; seed++) {
            byte[] bad = good.clone();
            Random random = new Random(seed);
            // Half of the files are hit in their first kilobyte, where headers are.
            int reach = seed % 2 == 0 ? Math.min(1000, bad.length) : bad.length;
            for (int i = 0; i < 1 + seed; i++) {
                bad[random.nextInt(reach)] = (byte) random.nextInt();
            }
            copied += tryCopy(kind + " with seed " + seed, kind.ending(), bad) ? 1 : 0;
        }
        assertTrue(copied > 0, "none could be read");
    }

    private byte[] bytes(Kind kind) throws IOException {
        return Files.readAllBytes(kind.clip().write(folder.resolve("good." + kind.ending())));
    }

    /** Copies a file; whether that was possible. */
    private boolean tryCopy(String what, String ending, byte[] bytes) throws IOException {
        Path from = Files.write(folder.resolve("bad." + ending), bytes);
        Path to = folder.resolve("copy.mkv");
        List<String> notices = new ArrayList<>();
        try {
            notices.addAll(Copying.copy(from, to, OutputFormat.DEFAULT.withCodec("mjpeg")));
        } catch (VideoException e) {
            assertTrue(
                    e.getMessage().contains("bad." + ending) || e.getMessage().contains("copy.mkv"), e.getMessage());
            assertFalse(Files.exists(to), what);
            assertEquals(2, count(), what + " left something behind");
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
        assertFalse(Copying.frames(to).isEmpty(), what);
        notices.forEach(notice -> assertTrue(notice.lines().count() == 1, what + ": " + notice));
        Files.delete(to);
        return true;
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
