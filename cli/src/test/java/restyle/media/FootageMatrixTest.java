package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.SameClip;
import restyle.media.testing.TestClip;
import restyle.media.testing.TestTrack;

/** Any footage in, the same clip out: {@link SameClip} says what that means. */
class FootageMatrixTest {

    @TempDir
    Path folder;

    /**
     * A file and what becomes of it.
     *
     * @param from its name, which says the container
     * @param to the endings of the copies
     * @param notice a part of the one thing that is noticed; empty for nothing
     */
    private record Footage(String name, TestClip clip, String from, String to, String notice) {
        @Override
        public String toString() {
            return name + " (" + from + " to " + to + ")";
        }
    }

    private static Footage same(String name, TestClip clip, String from, String to) {
        return new Footage(name, clip, from, to, "");
    }

    private static Footage noticed(String name, TestClip clip, String from, String to, String notice) {
        return new Footage(name, clip, from, to, notice);
    }

    @ParameterizedTest
    @MethodSource({"times", "pictures", "colors", "sounds", "companions", "containers"})
    void comesOutAsItWentIn(Footage footage) {
        Path from = footage.clip().write(folder.resolve("from." + footage.from()));
        for (String ending : footage.to().split(" ")) {
            Path to = folder.resolve("to." + ending);
            List<String> notices = Copying.copy(from, to, OutputFormat.DEFAULT);
            assertEquals(footage.notice().isEmpty() ? 0 : 1, notices.size(), notices.toString());
            assertTrue(notices.toString().contains(footage.notice()), notices.toString());
            // The headers of AAC in transport streams are not part of the sound in other containers.
            SameClip.check(
                    from, to, !footage.from().equals("ts"), !notices.toString().contains("not copied"));
        }
    }

    @ParameterizedTest
    @CsvSource({"rgb24, %03d.png", "rgb48be, %03d.png", "gray16be, *.png", "rgba, ???.png", "gray, *.png"})
    void picturesBecomeAClipOf25ASecond(String format, String names) {
        clip().codec("png", format).write(folder.resolve("%03d.png"));
        Path to = folder.resolve("to.mp4");
        assertEquals(List.of(), Copying.copy(folder.resolve(names), to, OutputFormat.DEFAULT));
        List<Double> times = MediaFacts.of(to).video().frameSeconds();
        assertEquals(12, times.size());
        for (int i = 0; i < 12; i++) {
            assertEquals(i / 25.0, times.get(i), 1e-9);
        }
        assertEquals("64x48", MediaFacts.of(to).video().displaySize());
    }

    @Test
    void joinedRecordingsFollowOneAnother() throws IOException {
        Path one = mpeg2().audio("mp2", "eng", 0.45).write(folder.resolve("one.ts"));
        Path from = folder.resolve("from.ts");
        Files.write(from, Files.readAllBytes(one));
        Files.write(from, Files.readAllBytes(one), StandardOpenOption.APPEND);
        for (String ending : List.of("mp4", "mkv")) {
            Path to = folder.resolve("to." + ending);
            List<String> notices = Copying.copy(from, to, OutputFormat.DEFAULT);
            assertEquals(1, notices.size(), notices.toString());
            assertTrue(notices.get(0).contains("1 jumps in time are closed"), notices.toString());
            // The second recording begins with 10 ms of sound alone.
            List<Double> times = MediaFacts.of(to).video().frameSeconds();
            assertEquals(24, times.size());
            List<Double> sound = MediaFacts.of(to).others().get(0).packetSeconds();
            for (int i = 1; i < 24; i++) {
                double shown = times.get(i) - times.get(i - 1);
                assertEquals(i == 12 ? 0.05 : 0.04, shown, 0.0011, "picture " + i);
            }
            for (int i = 1; i < sound.size(); i++) {
                assertEquals(0.024, sound.get(i) - sound.get(i - 1), 0.04, "sound " + i);
            }
        }
    }

    @Test
    void sequencesTellOnceWhatHoldsForAllPictures() {
        clip().codec("png", "rgba").flat(128).write(folder.resolve("%03d.png"));
        List<String> notices = Copying.copy(folder.resolve("*.png"), folder.resolve("to.mp4"), OutputFormat.DEFAULT);
        assertEquals(List.of(folder.resolve("001.png") + " has transparency; it is composited over black"), notices);
    }

    static Stream<Footage> times() {
        return Stream.of(
                same("23.976 a second", clip().frames(12, 24000, 1001), "mp4", "mp4 mkv"),
                same("25 a second", clip().frames(12, 25, 1), "mov", "mov"),
                same("29.97 a second", clip().frames(12, 30000, 1001), "mkv", "mkv mp4"),
                same("59.94 a second", clip().frames(24, 60000, 1001), "mp4", "mp4"),
                same("every two seconds", clip().times(25, 0, 50, 100), "mp4", "mp4 mkv"),
                same("uneven", clip().times(90000, 0, 3000, 9001, 9002, 50000), "mp4", "mp4 mov"),
                same("a gap of nine seconds", clip().times(1000, 0, 40, 80, 9080, 9120), "mkv", "mkv mp4"),
                same("starts late", clip().times(1000, 700, 740, 780).audio("aac", "eng", 0.9), "mp4", "mp4 mkv"),
                same("starts ten seconds late", clip().times(1000, 10000, 10040, 10080), "mkv", "mkv mp4"),
                same("an edit list leaves out the start", edited(), "mp4", "mp4 mkv"),
                same("B-frames", bFrames().audio("aac", "eng", 0.5), "mp4", "mp4 mkv mov"),
                same("B-frames, groups of three", bFrames().option("g", "3"), "mkv", "mkv mp4"),
                same("open groups of pictures", mpeg2().option("bf", "2").option("g", "4"), "ts", "mp4 mkv"),
                same("one frame", clip().times(25, 0), "mp4", "mp4 mkv"),
                same("two frames", clip().times(25, 0, 1), "mkv", "mkv mp4"));
    }

    static Stream<Footage> pictures() {
        return Stream.of(
                same("turned by 90 degrees", clip().rotation(90), "mp4", "mp4 mkv"),
                same("turned by 180 degrees", clip().rotation(180), "mov", "mov mp4"),
                same("turned by 270 degrees", clip().rotation(270), "mp4", "mp4"),
                same("mirrored", clip().flipped(), "mp4", "mp4"),
                same("mirrored and turned", clip().flipped().rotation(90), "mov", "mov"),
                same("portrait", clip().size(48, 96), "mp4", "mp4"),
                same("wide pixels", clip().size(72, 56).sampleAspect(64, 45), "mkv", "mkv mp4"),
                same("narrow pixels", mpeg2().size(64, 48).sampleAspect(8, 9), "mov", "mp4 mkv"),
                same("wide pixels, turned", clip().sampleAspect(2, 1).rotation(90), "mp4", "mp4"),
                same("odd sides", clip().size(63, 47).codec("ffv1", "yuv444p"), "mkv", "mp4 mkv mov webm"),
                same("4:2:2", clip().codec("ffv1", "yuv422p"), "mkv", "mp4"),
                same("4:2:2 of 10 bits", clip().codec("prores_ks", "yuv422p10le"), "mov", "mov mp4"),
                same("4:4:4 of 10 bits", clip().codec("ffv1", "yuv444p10le"), "mkv", "mp4"),
                same("grey", clip().codec("ffv1", "gray"), "mkv", "mp4 webm"),
                same("grey of 16 bits", clip().codec("ffv1", "gray16le"), "mkv", "mkv"),
                same("RGB of 16 bits", clip().codec("ffv1", "gbrp16le"), "mkv", "mkv"),
                noticed("top field first", mpeg2().interlaced(), "mkv", "mkv mp4", "interlaced"),
                noticed("bottom field first", mpeg2().interlacedBottomFirst(), "mov", "mov", "interlaced"),
                noticed(
                        "alpha of ProRes",
                        clip().codec("prores_ks", "yuva444p10le").flat(1, 2, 2, 1),
                        "mov",
                        "mov mp4",
                        "transparency"),
                noticed("alpha of PNG", clip().codec("png", "rgba").flat(128), "mov", "mov", "transparency"),
                noticed(
                        "alpha of VP9",
                        clip().codec("libvpx-vp9", "yuva420p").flat(204, 128, 128, 128),
                        "webm",
                        "webm",
                        "transparency"));
    }

    static Stream<Footage> colors() {
        return Stream.of(
                same("BT.709", clip().color(1, 1, 1, 1), "mp4", "mp4 mkv"),
                same("BT.601, 525 lines", yuv().color(6, 6, 6, 1), "mkv", "mp4 mkv"),
                same("BT.601, 625 lines", yuv().color(5, 6, 5, 1), "mkv", "mp4 mov"),
                same("BT.709, full range", yuv().color(1, 1, 1, 2), "mkv", "mp4 webm"),
                same("BT.2020", clip().codec("ffv1", "yuv420p10le").color(9, 14, 9, 1), "mkv", "mp4"),
                same("sRGB light", yuv().color(1, 13, 1, 1), "mkv", "mp4 mkv"),
                noticed("PQ", deep().color(9, 16, 9, 1), "mkv", "mp4", "(PQ)"),
                noticed("PQ that tells its display", deep().color(9, 16, 9, 1).mastered(), "mkv", "mp4", "(PQ)"),
                noticed("HLG", deep().color(9, 18, 9, 1), "mkv", "mkv", "(HLG)"));
    }

    static Stream<Footage> sounds() {
        return Stream.of(
                same("two languages", clip().audio("aac", "eng", 0.5).audio("ac3", "fra", 0.5), "mkv", "mkv mp4 mov"),
                same("begins later", clip().audio("aac", "eng", 0.25, 0.5), "mp4", "mp4 mkv"),
                same("begins later, in Matroska", clip().audio("flac", "eng", 0.25, 0.5), "mkv", "mkv mp4"),
                same("begins later, in a transport stream", mpeg2().audio("aac", "eng", 0.3, 0.6), "ts", "mp4 mkv"),
                same("goes on after the picture", clip().audio("aac", "eng", 2), "mp4", "mp4 mkv"),
                same("ends early", clip().audio("libopus", "eng", 0.1), "mkv", "mkv mp4"),
                same("pieces shorter than a millisecond", clip().audio("truehd", "eng", 0.4), "mkv", "mkv"),
                same("PCM", clip().audio("pcm_s16le", "eng", 0.5), "mkv", "mkv"),
                same("without a channel layout", mpeg4().audio("pcm_s16le", "eng", 0.5), "avi", "mkv"));
    }

    static Stream<Footage> companions() {
        TestClip told = clip().metadata("title", "A clip").metadata("artist", "Somebody");
        return Stream.of(
                same("chapters", clip().chapter("One").chapter("Two"), "mp4", "mp4 mkv mov"),
                same("titles", told, "mkv", "mkv mp4"),
                same("MP4's subtitles", clip().track(TestTrack.movText("Hello")), "mp4", "mp4 mov"),
                same("SubRip", clip().subtitle("Hello"), "mkv", "mkv"),
                noticed("SubRip into MP4", clip().subtitle("Hello"), "mkv", "mp4 mov", "subtitle 1 (subrip)"),
                same("SubStation Alpha", clip().track(TestTrack.ass("Hello")), "mkv", "mkv"),
                same("lines shown together", clip().track(TestTrack.ass("One", "Two", "Three")), "mkv", "mkv"),
                same("attachment", clip().track(TestTrack.attachment("a.ttf", "font")), "mkv", "mkv"),
                noticed(
                        "attachment into MP4",
                        clip().track(TestTrack.attachment("a.ttf", "font")),
                        "mkv",
                        "mp4",
                        "ttf"),
                same("cover", clip().track(TestTrack.cover()), "mp4", "mp4 mkv"),
                same("cover beside sound", clip().audio("aac", "eng", 0.4).track(TestTrack.cover()), "mp4", "mp4 mkv"),
                noticed("cover into MOV", clip().track(TestTrack.cover()), "mp4", "mov", "picture 1 (png)"));
    }

    static Stream<Footage> containers() {
        return Stream.of(
                same(
                        "transport stream",
                        mpeg2().times(25, 250, 251, 252, 253).audio("mp2", "eng", 10, 10.4),
                        "ts",
                        "mkv"),
                same("AVI", mpeg4().audio("pcm_s16le", "eng", 0.4), "avi", "mkv"),
                same("Motion JPEG in AVI", clip().codec("mjpeg", "yuvj420p").times(25, 0, 1, 2), "avi", "mp4"),
                same("GIF", clip().codec("gif", "rgb8").times(100, 0, 10, 20), "gif", "mp4 mkv"),
                same("VP9", clip().codec("libvpx-vp9", "yuv420p").audio("libopus", "eng", 0.4), "webm", "webm mkv mp4"),
                same("Windows Media", clip().codec("wmv2", "yuv420p").audio("wmav2", "eng", 0.4), "asf", "mkv"),
                same("Flash", clip().audio("aac", "eng", 0.4), "flv", "mp4"),
                same("in pieces", clip().muxer("movflags", "frag_keyframe+empty_moov"), "mp4", "mp4"));
    }

    private static TestClip clip() {
        return TestClip.clip();
    }

    private static TestClip mpeg2() {
        return clip().codec("mpeg2video", "yuv420p")
                .option("qmin", "2")
                .option("b", "9M")
                .times(25, upTo(12));
    }

    private static TestClip mpeg4() {
        return clip().codec("mpeg4", "yuv420p").option("q", "2").times(25, upTo(12));
    }

    private static TestClip bFrames() {
        return mpeg4().option("bf", "2");
    }

    private static TestClip yuv() {
        return clip().codec("ffv1", "yuv444p");
    }

    private static TestClip deep() {
        return clip().codec("ffv1", "yuv420p10le");
    }

    /** Frames before time 0 are stored, but an edit list says that they are not shown. */
    private static TestClip edited() {
        return clip().times(1000, -120, -80, -40, 0, 40, 80, 120).option("g", "100");
    }

    private static long[] upTo(int count) {
        return LongStream.range(0, count).toArray();
    }
}
