package restyle.media.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;
import restyle.plugins.Frame;

class VideoWriterTest {

    @TempDir
    Path folder;

    @Test
    void keepsFramesTimesSizeAndSound() {
        Path from = TestClip.clip()
                .size(96, 54)
                .frames(30, 30000, 1001)
                .audio("aac", "deu", 1.3)
                .write(file("from.mp4"));
        assertEquals(List.of(), Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT));
        MediaFacts before = MediaFacts.of(from);
        MediaFacts after = MediaFacts.of(file("to.mp4"));
        assertEquals(before.video().frameSeconds(), after.video().frameSeconds());
        assertEquals(30, after.video().frameTimes().size());
        assertEquals(96, after.video().width());
        assertEquals(54, after.video().height());
        assertEquals(before.others().get(0).packets(), after.others().get(0).packets());
        assertEquals(before.others().get(0).packetTimes(), after.others().get(0).packetTimes());
        assertEquals("deu", after.others().get(0).metadata().get("language"));
    }

    @Test
    void keepsUnevenTimesToTheTick() {
        long[] ticks = {1800, 3000, 9001, 9002, 50000, 51234, 90000};
        Path from = TestClip.clip().times(90000, ticks).write(file("from.mp4"));
        Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        MediaFacts.Stream video = MediaFacts.of(file("to.mp4")).video();
        assertEquals("1/90000", video.timeBase());
        assertEquals(LongStream.of(ticks).boxed().toList(), video.frameTimes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mov", "mkv", "webm"})
    void keepsOddSizes(String extension) {
        Path from = TestClip.clip()
                .size(63, 47)
                .codec("ffv1", "yuv444p")
                .color(1, 1, 1, 1)
                .write(file("from.mkv"));
        Path to = file("to." + extension);
        Copying.copy(from, to, OutputFormat.DEFAULT);
        MediaFacts.Stream video = MediaFacts.of(to).video();
        assertEquals("63x47", video.width() + "x" + video.height());
        Frame before = Copying.frames(from).get(3).frame();
        Frame after = Copying.frames(to).get(3).frame();
        assertEquals("63x47", after.width() + "x" + after.height());
        assertTrue(meanDifference(before, after) < 3, "difference " + meanDifference(before, after));
    }

    @ParameterizedTest
    @CsvSource({
        "h264, mp4",
        "h264, mkv",
        "vp9, webm",
        "vp9, mp4",
        "av1, mkv",
        "av1, mp4",
        "prores, mov",
        "ffv1, mkv",
        "mjpeg, mov"
    })
    void everyCodecIsVisuallyLossless(String codec, String extension) {
        Path from = TestClip.clip()
                .size(128, 96)
                .codec("ffv1", "yuv444p")
                .color(1, 1, 1, 1)
                .write(file("from.mkv"));
        Path to = file(codec + "." + extension);
        Copying.copy(from, to, OutputFormat.DEFAULT.withCodec(codec));
        assertEquals(codec, MediaFacts.of(to).video().codec());
        List<SourceFrame> before = Copying.frames(from);
        List<SourceFrame> after = Copying.frames(to);
        assertEquals(before.size(), after.size());
        for (int i = 0; i < before.size(); i++) {
            double difference =
                    meanDifference(before.get(i).frame(), after.get(i).frame());
            assertTrue(difference < 2, "frame " + i + " differs by " + difference);
        }
    }

    @Test
    void ffv1KeepsEveryByte() {
        Path from = TestClip.clip().write(file("from.mp4"));
        Copying.copy(from, file("to.mkv"), OutputFormat.DEFAULT.withCodec("ffv1"));
        List<SourceFrame> before = Copying.frames(from);
        List<SourceFrame> after = Copying.frames(file("to.mkv"));
        for (int i = 0; i < before.size(); i++) {
            assertEquals(
                    -1,
                    Arrays.mismatch(
                            before.get(i).frame().rgb(), after.get(i).frame().rgb()));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "1, 1, 1, 2", "6, 6, 6, 1", "5, 6, 5, 1", "9, 14, 9, 1"})
    void keepsColorTagsAndColors(int primaries, int transfer, int matrix, int range) {
        TestClip clip = TestClip.clip().codec("ffv1", "yuv444p").color(primaries, transfer, matrix, range);
        Path from = clip.picture(i -> patches()).write(file("from.mkv"));
        for (String name : List.of("to.mp4", "to.mkv", "to.mov")) {
            Copying.copy(from, file(name), OutputFormat.DEFAULT);
            MediaFacts.Stream video = MediaFacts.of(file(name)).video();
            assertEquals(List.of(primaries, transfer, matrix, range), video.tags());
            Frame frame = Copying.frames(file(name)).get(5).frame();
            for (int patch = 0; patch < 4; patch++) {
                int middle = 3 * (24 * 64 + 16 * patch + 8);
                for (int c = 0; c < 3; c++) {
                    assertEquals(patches()[middle + c] & 255, frame.rgb()[middle + c] & 255, 6, name);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"90, 48, 64, 45/64", "0, 64, 48, 64/45"})
    void keepsDisplaySizeOfTurnedAndStretchedPictures(int degrees, int width, int height, String aspect) {
        Path from = TestClip.clip().rotation(degrees).sampleAspect(64, 45).write(file("from.mp4"));
        Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        MediaFacts.Stream video = MediaFacts.of(file("to.mp4")).video();
        assertEquals(width + "x" + height, video.width() + "x" + video.height());
        assertEquals(aspect, video.aspect());
    }

    @Test
    void countsFromZeroWhenTheSourceCountsFromElsewhere() {
        TestClip clip = TestClip.clip().codec("mpeg2video", "yuv420p").times(25, 250, 251, 252, 253, 254);
        Path from = clip.write(file("from.ts"));
        assertTrue(Copying.frames(from).get(0).ticks() >= 900000);
        Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        List<Double> before = MediaFacts.of(from).video().frameSeconds();
        List<Double> after = MediaFacts.of(file("to.mp4")).video().frameSeconds();
        assertEquals(before.size(), after.size());
        assertEquals(0, after.get(0));
        for (int i = 1; i < after.size(); i++) {
            assertEquals(before.get(i) - before.get(0), after.get(i) - after.get(0), 1e-9);
        }
    }

    @Test
    void appearsOnlyWhenCommitted() throws IOException {
        Path from = TestClip.clip().write(file("from.mp4"));
        Files.writeString(file("to.mp4"), "what was there before");
        List<SourceFrame> frames = Copying.frames(from);
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notice -> {});
                VideoWriter writer = create("to.mp4", reader.info())) {
            writer.write(frames.get(0).frame(), 0, 512);
        }
        assertEquals("what was there before", Files.readString(file("to.mp4")));
        assertEquals(List.of("from.mp4", "to.mp4"), names());
        Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        assertEquals(12, Copying.frames(file("to.mp4")).size());
        assertEquals(List.of("from.mp4", "to.mp4"), names());
    }

    @Test
    void saysWhichCodecsThereAreAndWhatFits() throws IOException {
        Path from = TestClip.clip().write(file("from.mp4"));
        VideoException unknown = assertThrows(
                VideoException.class, () -> Copying.copy(from, file("a.mp4"), OutputFormat.DEFAULT.withCodec("divx")));
        assertTrue(unknown.getMessage().startsWith("codec: expected one of h264,"), unknown.getMessage());
        VideoException unfit = assertThrows(
                VideoException.class,
                () -> Copying.copy(from, file("a.webm"), OutputFormat.DEFAULT.withCodec("prores")));
        assertTrue(unfit.getMessage().contains("a .webm file cannot hold prores"), unfit.getMessage());
        assertEquals(List.of("from.mp4"), names());
    }

    @Test
    void theSameFramesMakeTheSameFile() throws IOException {
        Path from = TestClip.clip().size(320, 240).write(file("from.mp4"));
        Copying.copy(from, file("a.mp4"), OutputFormat.DEFAULT);
        Copying.copy(from, file("b.mp4"), OutputFormat.DEFAULT.withThreads(4));
        assertEquals(-1, Files.mismatch(file("a.mp4"), file("b.mp4")));
    }

    @Test
    void putsTheIndexFirst() throws IOException {
        Path from = TestClip.clip().write(file("from.mp4"));
        Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        String bytes = new String(Files.readAllBytes(file("to.mp4")), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(bytes.indexOf("moov") < bytes.indexOf("mdat"));
        assertFalse(bytes.indexOf("moov") < 0);
    }

    @Test
    void lowerQualityMakesSmallerFiles() throws IOException {
        Path from = TestClip.clip().size(128, 96).write(file("from.mp4"));
        for (String codec : List.of("h264", "vp9", "mjpeg")) {
            long last = 0;
            for (int quality : new int[] {10, 50, 80, 100}) {
                Copying.copy(
                        from,
                        file(codec + ".mkv"),
                        OutputFormat.DEFAULT.withCodec(codec).withQuality(quality));
                long size = Files.size(file(codec + ".mkv"));
                assertTrue(size > last, codec + " at " + quality);
                last = size;
            }
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private VideoWriter create(String name, VideoInfo info) {
        return VideoWriters.create(MediaPath.output(file(name).toString()), info, OutputFormat.DEFAULT, notice -> {});
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] patches() {
        int[][] colors = {{200, 40, 90}, {10, 180, 220}, {128, 128, 128}, {250, 250, 20}};
        byte[] rgb = new byte[3 * 64 * 48];
        for (int i = 0; i < 64 * 48; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[3 * i + c] = (byte) colors[i % 64 / 16][c];
            }
        }
        return rgb;
    }

    /** Of brightness: colour has half the resolution in most codings. */
    private static double meanDifference(Frame a, Frame b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i += 3) {
            sum += Math.abs(brightness(a.rgb(), i) - brightness(b.rgb(), i));
        }
        int pixels = a.rgb().length / 3;
        return sum / pixels;
    }

    private static double brightness(byte[] rgb, int at) {
        return 0.2126 * (rgb[at] & 255) + 0.7152 * (rgb[at + 1] & 255) + 0.0722 * (rgb[at + 2] & 255);
    }
}
