package restyle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;

/** Every kind of file in and out, through the whole command line. */
class OutputFormatsTest {

    @TempDir
    Path folder;

    private TestConsole console;

    @BeforeEach
    void open() {
        console = new TestConsole(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "gif, gif, ''",
        "apng, apng, ''",
        "webm, vp9, ''",
        "mp4, av1, av1",
        "mov, prores, prores",
        "mkv, ffv1, ffv1",
        "mkv, av1, libsvtav1"
    })
    void writesEveryKindOfFile(String extension, String codec, String option) {
        Path from = clip().write(folder.resolve("from.mp4"));
        Path to = folder.resolve("to." + extension);
        assertEquals(
                0,
                restyle(from, to, option.isEmpty() ? new String[0] : new String[] {"--codec", option}),
                console.err());
        MediaFacts.Stream video = MediaFacts.of(to).video();
        assertEquals(codec, video.codec());
        assertEquals(2, video.frameTimes().size());
        assertEquals("48x48", video.width() + "x" + video.height());
        assertEquals(0.04, video.frameSeconds().get(1), 0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void writesSequencesAndPictures(String extension) {
        Path from = clip().write(folder.resolve("from.mp4"));
        Path to = folder.resolve("%03d." + extension);
        assertEquals(0, restyle(from, to), console.err());
        assertTrue(
                Files.exists(folder.resolve("000." + extension)) && Files.exists(folder.resolve("001." + extension)));
        Path one = folder.resolve("one." + extension);
        assertEquals(0, restyle(folder.resolve("000." + extension), one), console.err());
        assertEquals(1, Copying.frames(one).size());
    }

    @ParameterizedTest
    @CsvSource({"gif, gif, rgb8", "webp, libwebp_anim, bgra", "apng, apng, rgb24"})
    void readsAnimationsAndKeepsTheirTimes(String extension, String encoder, String format) {
        Path from = TestClip.clip()
                .size(48, 48)
                .codec(encoder, format)
                .times(100, 0, 7, 20)
                .write(folder.resolve("from." + extension));
        Path to = folder.resolve("to.mp4");
        assertEquals(0, restyle(from, to), console.err());
        List<Double> seconds = MediaFacts.of(to).video().frameSeconds();
        assertEquals(3, seconds.size());
        assertEquals(0.07, seconds.get(1), 1e-6);
        assertEquals(0.2, seconds.get(2), 1e-6);
    }

    @Test
    void aClipBecomesAnAnimatedWebp() {
        Path from = clip().write(folder.resolve("from.mp4"));
        assertEquals(0, restyle(from, folder.resolve("to.webp")), console.err());
        assertEquals(2, Copying.frames(folder.resolve("to.webp")).size());
    }

    @Test
    void aMissingEncoderIsAnErrorBeforeTheFirstFrame() throws IOException {
        Path from = clip().write(folder.resolve("from.mp4"));
        assertEquals(2, restyle(from, folder.resolve("to.mp4"), "--codec", "h264_amf"));
        assertTrue(console.err().contains("codec: ") && console.err().contains("h264_amf"), console.err());
        assertEquals(List.of("from.mp4"), names());
    }

    @Test
    void aWrongEncoderOptionIsSaidWithEverythingElseThatIsWrong() throws IOException {
        Path from = clip().write(folder.resolve("from.mp4"));
        Path to = folder.resolve("to.webm");
        assertEquals(2, restyle(from, to, "--encoder-option", "cpu-usd=4", "--overlap", "99"));
        assertTrue(console.err().contains("encoder option cpu-usd: libvpx-vp9"), console.err());
        assertTrue(console.err().contains("cpu-used"), console.err());
        assertTrue(console.err().contains("--overlap"), console.err());
        assertEquals(2, restyle(from, to, "--encoder-option", "crf"));
        assertTrue(console.err().contains("--encoder-option: expected KEY=VALUE, found 'crf'"), console.err());
        assertEquals(List.of("from.mp4"), names());
    }

    @Test
    void encoderOptionsAreReadFromJobFilesToo() throws IOException {
        Path from = clip().write(folder.resolve("from.mp4"));
        assertEquals(0, restyle(from, folder.resolve("to.webm"), "--encoder-option", "crf=63", "--dry-run"));
        Path job = Files.writeString(folder.resolve("job.yaml"), console.out());
        assertTrue(console.out().contains("encoder-option:\n- crf=63\n"), console.out());
        assertEquals(0, restyle(from, folder.resolve("to.webm"), "--job", job.toString()), console.err());
        assertEquals(0, restyle(from, folder.resolve("fine.webm")), console.err());
        assertTrue(Files.size(folder.resolve("to.webm")) < Files.size(folder.resolve("fine.webm")));
    }

    @Test
    void aClipDoesNotFitAPicture() throws IOException {
        Path from = clip().write(folder.resolve("from.mp4"));
        assertEquals(2, restyle(from, folder.resolve("to.png")));
        assertTrue(
                console.err().contains("to.png: is a single image, and the clip has 2 frames; write a sequence"),
                console.err());
        assertEquals(
                2,
                console.run(
                        "control",
                        "tile",
                        from.toString(),
                        "-o",
                        folder.resolve("to.png").toString()));
        assertTrue(console.err().contains("is a single image"), console.err());
        assertEquals(List.of("from.mp4"), names());
        assertEquals(0, restyle(from, folder.resolve("to.png"), "--frames", "1"), console.err());
        assertEquals(0, restyle(from, folder.resolve("to.webp"), "--frames", "1"), console.err());
        assertEquals("webp", MediaFacts.of(folder.resolve("to.webp")).video().codec());
        Path apng = TestClip.clip().codec("apng", "rgb24").write(folder.resolve("a.apng"));
        assertEquals(2, restyle(apng, folder.resolve("two.png")));
        assertTrue(console.err().contains("is a single image, and the clip has 12 frames"), console.err());
    }

    private static TestClip clip() {
        return TestClip.clip().size(48, 48).frames(2, 25, 1);
    }

    private int restyle(Path from, Path to, String... more) {
        List<String> words = new ArrayList<>(
                List.of(from.toString(), "-o", to.toString(), "--size", "48", "--steps", "1", "--progress", "none"));
        words.addAll(List.of(more));
        return console.run(words.toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("(from|to)\\..*|\\.(from|to).*"))
                    .sorted()
                    .toList();
        }
    }
}
