package restyle.media;

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
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;
import restyle.media.write.VideoWriters;
import restyle.plugins.Frame;

@Tag("environment")
class ImageSequenceTest {

    @TempDir
    Path folder;

    @Test
    void pngKeepsEveryByte() {
        Path from = noise("noise.mkv", 5);
        Copying.copy(from, folder.resolve("png/%04d.png"), OutputFormat.DEFAULT);
        List<SourceFrame> before = Copying.frames(from);
        List<SourceFrame> after = Copying.frames(folder.resolve("png/%04d.png"));
        assertEquals(5, after.size());
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(before.get(i).frame().rgb(), after.get(i).frame().rgb());
            assertEquals(i, after.get(i).ticks());
        }
    }

    @Test
    void numbersFilesByFrameAndKeepsTheNumbersOfASequence() throws IOException {
        Path from = noise("noise.mkv", 6);
        Copying.copy(from, folder.resolve("a/%d.png"), OutputFormat.DEFAULT.withCut(), 2, 4);
        assertEquals(List.of("2.png", "3.png", "4.png"), names("a"));
        Copying.copy(folder.resolve("a/%d.png"), folder.resolve("b/x%03d.jpg"), OutputFormat.DEFAULT);
        assertEquals(List.of("x002.jpg", "x003.jpg", "x004.jpg"), names("b"));
    }

    @Test
    void sortsNumbersInNamesAsNumbers() throws IOException {
        Path from = noise("noise.mkv", 12);
        Copying.copy(from, folder.resolve("a/f%d.png"), OutputFormat.DEFAULT);
        Files.writeString(folder.resolve("a/notes.txt"), "no picture");
        List<SourceFrame> frames = Copying.frames(folder.resolve("a/*.png"));
        assertEquals(12, frames.size());
        assertArrayEquals(
                Copying.frames(from).get(10).frame().rgb(),
                frames.get(10).frame().rgb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "webp"})
    void aSequenceBecomesAVideoAt25FramesPerSecond(String extension) {
        Path pictures = folder.resolve("a/%d." + extension);
        Copying.copy(TestClip.clip().write(folder.resolve("a.mp4")), pictures, OutputFormat.DEFAULT);
        Copying.copy(pictures, folder.resolve("b.mp4"), OutputFormat.DEFAULT);
        MediaFacts.Stream video = MediaFacts.of(folder.resolve("b.mp4")).video();
        assertEquals(12, video.frameTimes().size());
        assertEquals(List.of(1, 1, 1, 1), video.tags());
        assertEquals(11 / 25.0, video.frameSeconds().get(11), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"png, 0", "jpg, 4", "webp, 6"})
    void copiesSinglePictures(String extension, int tolerance) {
        Path from = TestClip.clip().times(25, 0).write(folder.resolve("a.mp4"));
        Path to = folder.resolve("still." + extension);
        Copying.copy(from, to, OutputFormat.DEFAULT);
        Frame before = Copying.frames(from).get(0).frame();
        List<SourceFrame> after = Copying.frames(to);
        assertEquals(1, after.size());
        double sum = 0;
        for (int i = 0; i < before.rgb().length; i++) {
            sum += Math.abs((before.rgb()[i] & 255) - (after.get(0).frame().rgb()[i] & 255));
        }
        assertTrue(sum / before.rgb().length <= tolerance, "mean difference " + sum / before.rgb().length);
    }

    @Test
    void readsPicturesOf16Bits() {
        TestClip clip = TestClip.clip().codec("png", "rgb48be").times(25, 0);
        Path movie = clip.picture(i -> grey(200)).write(folder.resolve("a.mov"));
        assertEquals(200, Copying.frames(movie).get(0).frame().rgb()[0] & 255, 1);
    }

    @ParameterizedTest
    @CsvSource({"png, png, rgb48be", "tif, tiff, rgb48le", "tiff, tiff, rgb24"})
    void readsSequencesOf16Bits(String extension, String codec, String format) {
        for (int i = 0; i < 3; i++) {
            int value = 200 - 50 * i;
            TestClip clip = TestClip.clip().codec(codec, format).times(25, 0).picture(frame -> grey(value));
            clip.write(folder.resolve("p" + (7 + i) + "." + extension));
        }
        List<SourceFrame> frames = Copying.frames(folder.resolve("p%d." + extension));
        assertEquals(3, frames.size());
        for (int i = 0; i < 3; i++) {
            assertEquals(200 - 50 * i, frames.get(i).frame().rgb()[0] & 255, 1);
        }
        Copying.copy(folder.resolve("p%d." + extension), folder.resolve("to.mkv"), OutputFormat.DEFAULT);
        assertEquals(
                3, MediaFacts.of(folder.resolve("to.mkv")).video().frameTimes().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "webm", "gif", "png", "webp"})
    void aPictureBecomesAVideoOfOneFrameOrAnotherPicture(String extension) {
        Path from = folder.resolve("from.jpg");
        Copying.copy(TestClip.clip().times(25, 0).write(folder.resolve("a.mp4")), from, OutputFormat.DEFAULT);
        Path to = folder.resolve("to." + extension);
        Copying.copy(from, to, OutputFormat.DEFAULT);
        MediaFacts.Stream video = MediaFacts.of(to).video();
        assertEquals(1, video.frameTimes().size());
        assertEquals("64x48", video.width() + "x" + video.height());
    }

    @Test
    void readsAnimatedGif() {
        TestClip clip = TestClip.clip().codec("gif", "rgb8").times(100, 0, 10, 20, 35);
        List<SourceFrame> frames = Copying.frames(clip.write(folder.resolve("a.gif")));
        assertEquals(
                List.of(0L, 10L, 20L, 35L),
                frames.stream().map(SourceFrame::ticks).toList());
    }

    @Test
    void refusesMoreThanOneFrameInAPicture() throws IOException {
        Path from = noise("noise.mkv", 2);
        VideoException e = assertThrows(
                VideoException.class, () -> Copying.copy(from, folder.resolve("one.png"), OutputFormat.DEFAULT));
        assertTrue(e.getMessage().contains("%05d.png"), e.getMessage());
        assertEquals(List.of("noise.mkv"), names("."));
    }

    @Test
    void namesTheGapInASequence() throws IOException {
        Copying.copy(noise("noise.mkv", 5), folder.resolve("a/%d.png"), OutputFormat.DEFAULT);
        Files.delete(folder.resolve("a/3.png"));
        VideoException e = assertThrows(VideoException.class, () -> Copying.frames(folder.resolve("a/%d.png")));
        assertTrue(e.getMessage().startsWith(folder.resolve("a/3.png") + " is missing"), e.getMessage());
        assertEquals(4, Copying.frames(folder.resolve("a/*.png")).size());
    }

    @Test
    void leavesNothingUnlessCommitted() throws IOException {
        Path from = noise("noise.mkv", 3);
        SourceFrame frame = Copying.frames(from).get(0);
        MediaPath target = MediaPath.output(folder.resolve("a/%d.png").toString());
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notice -> {});
                VideoWriter writer = VideoWriters.create(target, reader.info(), OutputFormat.DEFAULT, notice -> {})) {
            writer.write(frame.frame(), 0, 1);
        }
        assertEquals(List.of("noise.mkv"), names("."));
    }

    @Test
    void takesThePlaceOfTheWholeSequenceAndOfNothingElse() throws IOException {
        Copying.copy(noise("noise.mkv", 12), folder.resolve("a/x%d.png"), OutputFormat.DEFAULT);
        List<String> others = List.of("notes.txt", "x.png", "x007.png", "x3.jpg", "y3.png");
        for (String other : others) {
            Files.createFile(folder.resolve("a").resolve(other));
        }
        Copying.copy(noise("other.mkv", 2), folder.resolve("a/x%d.png"), OutputFormat.DEFAULT);
        List<String> expected = new ArrayList<>(others);
        expected.addAll(List.of("x0.png", "x1.png"));
        assertEquals(expected.stream().sorted().toList(), names("a"));
    }

    private Path noise(String name, int frames) {
        Random random = new Random(7);
        long[] times =
                java.util.stream.LongStream.range(0, frames).map(i -> 40 * i).toArray();
        return TestClip.clip()
                .codec("ffv1", "bgr0")
                .times(1000, times)
                .picture(i -> {
                    byte[] rgb = new byte[3 * 64 * 48];
                    random.nextBytes(rgb);
                    return rgb;
                })
                .write(folder.resolve(name));
    }

    private List<String> names(String sub) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(sub))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] grey(int value) {
        byte[] rgb = new byte[3 * 64 * 48];
        Arrays.fill(rgb, (byte) value);
        return rgb;
    }
}
