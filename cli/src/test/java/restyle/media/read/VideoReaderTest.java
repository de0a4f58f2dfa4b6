package restyle.media.read;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.media.MediaPath;
import restyle.media.Rational;
import restyle.media.SourceFrame;
import restyle.media.Track;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.testing.Copying;
import restyle.media.testing.TestClip;
import restyle.plugins.Frame;

class VideoReaderTest {

    @TempDir
    Path folder;

    @Test
    void givesEveryFrameOnceWithItsTicks() {
        Path file = TestClip.clip().write(folder.resolve("a.mp4"));
        List<SourceFrame> frames = Copying.frames(file);
        assertEquals(12, frames.size());
        for (int i = 0; i < 12; i++) {
            assertEquals(i, frames.get(i).frame().index());
            assertEquals(512L * i, frames.get(i).ticks());
            assertEquals(512, frames.get(i).durationTicks());
        }
    }

    @Test
    void countsAndSkipsFrames() {
        Path file = TestClip.clip().frames(20, 25, 1).audio("aac", "eng", 0.8).write(folder.resolve("a.mkv"));
        assertEquals(20, VideoReaders.count(MediaPath.input(file.toString())));
        List<SourceFrame> all = Copying.frames(file);
        try (VideoReader reader = open(file)) {
            assertEquals(7, reader.skip(7));
            SourceFrame frame = reader.next().orElseThrow();
            assertEquals(7, frame.frame().index());
            assertEquals(all.get(7).ticks(), frame.ticks());
            assertArrayEquals(all.get(7).frame().rgb(), frame.frame().rgb());
            assertEquals(12, reader.skip(100));
            assertEquals(Optional.empty(), reader.next());
        }
    }

    @Test
    void startsAtZeroWhereOnlyTheOrderOfDecodingIsKnown() {
        TestClip clip = TestClip.clip()
                .size(64, 64)
                .codec("mpeg4", "yuv420p")
                .option("bf", "2")
                .option("q", "2");
        Path file = clip.times(25, 0, 1, 2, 3, 4, 5, 6, 7).write(folder.resolve("b.avi"));
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L),
                Copying.frames(file).stream().map(SourceFrame::ticks).toList());
    }

    @Test
    void keepsUnevenTimes() {
        Path file = TestClip.clip().times(90000, 0, 3000, 9001, 9002, 50000).write(folder.resolve("vfr.mp4"));
        assertEquals(
                List.of(0L, 3000L, 9001L, 9002L, 50000L),
                Copying.frames(file).stream().map(SourceFrame::ticks).toList());
    }

    @Test
    void putsBFramesInTheOrderInWhichTheyAreShown() {
        TestClip clip = TestClip.clip()
                .size(64, 64)
                .codec("mpeg4", "yuv420p")
                .option("bf", "2")
                .option("q", "2");
        List<SourceFrame> frames = Copying.frames(
                clip.frames(20, 25, 1).picture(i -> flat(64, 64, 10 * i)).write(folder.resolve("b.mp4")));
        assertEquals(20, frames.size());
        for (int i = 0; i < 20; i++) {
            assertEquals(10 * i, frames.get(i).frame().rgb()[0] & 255, 6);
        }
    }

    /** Reference values by the formula of the Recommendation: R'G'B' to Y'CbCr with the luma weights of each matrix. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.2126, 0.0722",
        "1, 2, 0.2126, 0.0722",
        "6, 1, 0.299, 0.114",
        "5, 2, 0.299, 0.114",
        "9, 1, 0.2627, 0.0593"
    })
    void convertsByMatrixAndRange(int matrix, int range, double red, double blue) {
        for (int[] rgb : new int[][] {{200, 40, 90}, {10, 180, 220}, {128, 128, 128}, {250, 250, 20}}) {
            int[] yuv = yuv(rgb, red, blue, range == 2);
            TestClip clip = TestClip.clip().codec("ffv1", "yuv444p").color(2, 2, matrix, range);
            Frame frame = Copying.frames(clip.flat(yuv[0], yuv[1], yuv[2]).write(folder.resolve("c.mkv")))
                    .get(5)
                    .frame();
            for (int c = 0; c < 3; c++) {
                assertEquals(rgb[c], frame.rgb()[c] & 255, 2, "channel " + c + " of " + Arrays.toString(rgb));
            }
        }
    }

    @Test
    void guessesBt709From720LinesOnAndBt601Below() {
        int[] rgb = {200, 40, 90};
        int[] hd = yuv(rgb, 0.2126, 0.0722, false);
        int[] sd = yuv(rgb, 0.299, 0.114, false);
        TestClip clip = TestClip.clip().codec("ffv1", "yuv420p").times(25, 0);
        Frame high = Copying.frames(clip.size(32, 720).flat(hd[0], hd[1], hd[2]).write(folder.resolve("hd.mkv")))
                .get(0)
                .frame();
        Frame low = Copying.frames(clip.size(32, 480).flat(sd[0], sd[1], sd[2]).write(folder.resolve("sd.mkv")))
                .get(0)
                .frame();
        for (int c = 0; c < 3; c++) {
            assertEquals(rgb[c], high.rgb()[c] & 255, 2);
            assertEquals(rgb[c], low.rgb()[c] & 255, 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"90, 48, 64", "180, 64, 48", "270, 48, 64"})
    void turnsFramesUpright(int degrees, int width, int height) {
        // The corner at the left of the top is red where stored.
        TestClip clip = TestClip.clip().rotation(degrees).picture(i -> corner(64, 48));
        Path file = clip.write(folder.resolve("turned.mp4"));
        Frame frame = Copying.frames(file).get(0).frame();
        assertEquals(width, frame.width());
        assertEquals(height, frame.height());
        int x = degrees == 270 ? 2 : width - 3;
        int y = degrees == 90 ? 2 : height - 3;
        assertTrue((frame.rgb()[3 * (y * width + x)] & 255) > 200, "red corner");
        assertTrue((frame.rgb()[3 * (height / 2 * width + width / 2)] & 255) < 60, "rest is dark");
    }

    @Test
    void tellsDisplaySizeOfPixelsThatAreNotSquare() {
        Path file = TestClip.clip().size(72, 56).sampleAspect(64, 45).write(folder.resolve("pal.mp4"));
        try (VideoReader reader = open(file)) {
            assertEquals(new Rational(64, 45), reader.info().sampleAspect());
            assertEquals(72, reader.info().width());
            assertEquals(102, reader.info().displayWidth());
            assertEquals(56, reader.info().displayHeight());
        }
    }

    @Test
    void describesTheClip() {
        Path file =
                TestClip.clip().frames(10, 30000, 1001).audio("aac", "deu", 0.4).write(folder.resolve("i.mp4"));
        try (VideoReader reader = open(file)) {
            VideoInfo info = reader.info();
            assertEquals(new Rational(30000, 1001), info.frameRate());
            assertEquals(10, info.frames());
            assertEquals("h264", info.codec());
            assertEquals("yuv420p", info.pixelFormat());
            assertEquals(List.of(new Track(1, Track.Kind.AUDIO, "aac", "deu")), info.tracks());
        }
    }

    @Test
    void readsTenBitsAnd422() {
        TestClip clip = TestClip.clip().codec("prores_ks", "yuv422p10le").color(1, 1, 1, 1);
        List<SourceFrame> frames =
                Copying.frames(clip.picture(i -> flat(64, 48, 100)).write(folder.resolve("p.mov")));
        assertEquals(12, frames.size());
        assertEquals(100, frames.get(3).frame().rgb()[3000] & 255, 2);
    }

    @Test
    void makesInterlacedPicturesWholeAndSaysSo() {
        List<String> notices = new ArrayList<>();
        TestClip clip = TestClip.clip()
                .codec("mpeg2video", "yuv420p")
                .option("qmin", "1")
                .option("b", "9M")
                .interlaced();
        Path file = clip.times(25, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
                .picture(VideoReaderTest::combed)
                .write(folder.resolve("i.mkv"));
        List<SourceFrame> frames = Copying.frames(file, notices);
        assertEquals(10, frames.size());
        assertEquals(1, notices.stream().filter(n -> n.contains("interlaced")).count());
        assertEquals(
                List.of(0L, 40L, 80L, 120L),
                frames.stream().limit(4).map(SourceFrame::ticks).toList());
        assertTrue(roughness(frames.get(5).frame()) < roughness(new Frame(5, 64, 48, combed(5))) / 3, "combs are gone");
    }

    @Test
    void mapsHighDynamicRangeToBt709AndSaysSo() {
        List<String> notices = new ArrayList<>();
        // PQ code for 203 cd/m2, reference white: 0.58 of the range.
        TestClip clip =
                TestClip.clip().codec("ffv1", "yuv420p").color(9, 16, 9, 1).times(25, 0, 1);
        Path file = clip.flat(16 + 127, 128, 128).write(folder.resolve("pq.mkv"));
        Frame frame = Copying.frames(file, notices).get(0).frame();
        int white = frame.rgb()[0] & 255;
        assertTrue(white > 150 && white < 240, "reference white became " + white);
        assertEquals(frame.rgb()[0], frame.rgb()[1]);
        assertEquals(1, notices.stream().filter(n -> n.contains("PQ")).count());
    }

    @ParameterizedTest
    @CsvSource({"255, 219", "128, 110", "0, 0"})
    void laysAlphaOverBlack(int alpha, int expected) {
        TestClip clip =
                TestClip.clip().codec("ffv1", "yuva420p").color(1, 1, 1, 1).times(25, 0);
        Path file = clip.flat(204, 128, 128, alpha).write(folder.resolve("alpha.mkv"));
        assertEquals(expected, Copying.frames(file).get(0).frame().rgb()[0] & 255, 1);
    }

    @Test
    void refusesSoundAlone() {
        Path file = TestClip.clip().times(25).audio("aac", "eng", 1).write(folder.resolve("sound.mp4"));
        VideoException e = assertThrows(VideoException.class, () -> open(file));
        assertEquals(file + " has no video stream, only sound or data", e.getMessage());
    }

    @Test
    void refusesFilesThatAreNoVideo() throws IOException {
        for (String content :
                List.of("hello\n", "#EXTM3U\n#EXTINF:1,\nother.mp4\n", "ffconcat version 1.0\nfile a.mp4\n")) {
            Path file = Files.writeString(folder.resolve("a.txt"), content);
            VideoException e = assertThrows(VideoException.class, () -> open(file));
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        }
    }

    private VideoReader open(Path file) {
        return VideoReaders.open(MediaPath.input(file.toString()), 1, notice -> {});
    }

    private static int[] yuv(int[] rgb, double red, double blue, boolean full) {
        double r = rgb[0] / 255.0;
        double g = rgb[1] / 255.0;
        double b = rgb[2] / 255.0;
        double y = red * r + (1 - red - blue) * g + blue * b;
        double u = (b - y) / (2 * (1 - blue));
        double v = (r - y) / (2 * (1 - red));
        return full
                ? new int[] {round(255 * y), round(128 + 255 * u), round(128 + 255 * v)}
                : new int[] {round(16 + 219 * y), round(128 + 224 * u), round(128 + 224 * v)};
    }

    private static int round(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    private static byte[] flat(int width, int height, int grey) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) grey);
        return rgb;
    }

    private static byte[] corner(int width, int height) {
        byte[] rgb = flat(width, height, 20);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 12; x++) {
                rgb[3 * (y * width + x)] = (byte) 250;
            }
        }
        return rgb;
    }

    /** A bright bar on dark ground that has moved on between the two fields. */
    private static byte[] combed(int frame) {
        byte[] rgb = new byte[3 * 64 * 48];
        for (int y = 0; y < 48; y++) {
            int left = 4 * frame + (y % 2 == 0 ? 0 : 2);
            for (int x = 0; x < 64; x++) {
                Arrays.fill(
                        rgb, 3 * (y * 64 + x), 3 * (y * 64 + x) + 3, (byte) (x >= left && x < left + 12 ? 220 : 30));
            }
        }
        return rgb;
    }

    private static long roughness(Frame frame) {
        long sum = 0;
        for (int y = 1; y + 1 < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int above = frame.rgb()[3 * ((y - 1) * frame.width() + x)] & 255;
                int here = frame.rgb()[3 * (y * frame.width() + x)] & 255;
                int below = frame.rgb()[3 * ((y + 1) * frame.width() + x)] & 255;
                sum += Math.max(0, Math.abs(2 * here - above - below) - Math.abs(above - below));
            }
        }
        return sum;
    }
}
