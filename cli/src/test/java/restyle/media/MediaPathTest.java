package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("environment")
class MediaPathTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "styled.mp4, VIDEO",
        "a/b.MKV, VIDEO",
        "a.webm, VIDEO",
        "a.png, IMAGE",
        "frames/%05d.png, SEQUENCE",
        "frames/f%d.jpg, SEQUENCE",
        "out/, DIRECTORY",
        "out, DIRECTORY",
        "100%done.mp4, VIDEO"
    })
    void knowsOutputsByTheirNames(String name, MediaPath.Kind kind) {
        assertEquals(kind, MediaPath.output(folder + "/" + name).kind());
    }

    @Test
    void numbersAreTheSameInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals("١", "%d".formatted(1));
            assertEquals("x00042.png", new SequencePattern("x%05d.png").name(42));
            assertEquals(OptionalLong.of(42), new SequencePattern("x%05d.png").number("x00042.png"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void knowsInputsByWhatIsThere() throws IOException {
        Files.writeString(folder.resolve("a.mov"), "x");
        Files.writeString(folder.resolve("a.PNG"), "x");
        Files.writeString(folder.resolve("a%2d.png"), "x");
        assertEquals(MediaPath.Kind.VIDEO, input("a.mov").kind());
        assertEquals(MediaPath.Kind.IMAGE, input("a.PNG").kind());
        assertEquals(MediaPath.Kind.IMAGE, input("a%2d.png").kind());
        assertEquals(MediaPath.Kind.DIRECTORY, input("").kind());
        assertEquals(MediaPath.Kind.SEQUENCE, input("%04d.png").kind());
        assertEquals(MediaPath.Kind.SEQUENCE, input("*.jpg").kind());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Files.createFile(folder.resolve("empty.mp4"));
        assertEquals(folder.resolve("no.mp4") + " does not exist", problem(() -> input("no.mp4")));
        assertEquals(folder.resolve("empty.mp4") + " is empty (0 bytes)", problem(() -> input("empty.mp4")));
        assertEquals(
                folder.resolve("*.mp4")
                        + ": an image sequence consists of images (bmp, jpeg, jpg, png, tif, tiff, webp)",
                problem(() -> input("*.mp4")));
        assertEquals(
                "a.xyz: cannot write .xyz files; supported are mp4, m4v, mov, mkv, webm, gif, apng and, for images, png, jpg, webp",
                problem(() -> MediaPath.output("a.xyz")));
        assertEquals(
                "out/*.png: an output sequence needs a number, for example out/%05d.png",
                problem(() -> MediaPath.typedOutput("out/*.png")));
    }

    @Test
    void splitsSequencesIntoFolderAndPattern() {
        MediaPath deep = MediaPath.output("a/b/x%05dy.png");
        assertEquals(Path.of("a/b"), deep.path());
        assertEquals("x%05dy.png", deep.pattern());
        assertEquals("a/b/x%05dy.png", deep.toString());
        assertEquals("%d.png", MediaPath.output("%d.png").toString());
    }

    @Test
    void numbersFiles() {
        SequencePattern padded = new SequencePattern("x%05dy.png");
        assertEquals("x00042y.png", padded.name(42));
        assertEquals(OptionalLong.of(42), padded.number("x00042y.png"));
        assertEquals(OptionalLong.empty(), padded.number("x42y.png"));
        assertEquals(OptionalLong.of(1234567), padded.number("x1234567y.png"));
        assertEquals("42.png", new SequencePattern("%d.png").name(42));
        assertEquals(OptionalLong.empty(), new SequencePattern("%d.png").number("042.png"));
    }

    private MediaPath input(String name) {
        return MediaPath.input(folder.resolve(name).toString());
    }

    private static String problem(org.junit.jupiter.api.function.Executable action) {
        return assertThrows(VideoException.class, action).getMessage();
    }

    @Test
    void whatBelongsToAClipLiesAmongItsFiles() {
        assertEquals(
                Path.of("out", ".a.mp4.restyle"), MediaPath.output("out/a.mp4").beside("restyle"));
        assertEquals(
                Path.of("out", ".a_%05d.png.restyle"),
                MediaPath.output("out/a_%05d.png").beside("restyle"));
        assertEquals(Path.of(".%05d.png.restyle"), MediaPath.output("%05d.png").beside("restyle"));
        assertEquals(
                Path.of("/.%05d.png.restyle"), MediaPath.output("/%05d.png").beside("restyle"));
    }
}
