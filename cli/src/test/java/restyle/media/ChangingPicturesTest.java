package restyle.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.testing.Copying;
import restyle.media.testing.FaultFile;
import restyle.media.testing.TestClip;

/** Pictures whose size or shape changes within a clip keep their shape. */
class ChangingPicturesTest {

    @TempDir
    Path folder;

    @Test
    void aPhoneThatIsTurnedIsNotSqueezed() {
        List<String> notices = new ArrayList<>();
        List<SourceFrame> frames = Copying.frames(FaultFile.of("turned-midway.ts"), notices);
        assertEquals(20, frames.size());
        // 96x128 in 128x96 is 72 wide.
        assertEquals(List.of(0, 128), columns(frames.get(0)));
        assertEquals(List.of(28, 100), columns(frames.get(12)));
        assertEquals(
                1,
                notices.stream()
                        .filter(n -> n.contains("fitted into the first size, 128x96"))
                        .count());
    }

    @Test
    void aSmallerPictureOfTheSameShapeFillsTheFrame() throws IOException {
        List<SourceFrame> frames = Copying.frames(joined(plain(64, 48), plain(32, 24)));
        assertEquals(24, frames.size());
        assertEquals(List.of(0, 64), columns(frames.get(20)));
    }

    @Test
    void pixelsThatBecomeWiderMakeAWiderPicture() throws IOException {
        List<String> notices = new ArrayList<>();
        Path file = joined(plain(64, 48), plain(64, 48).sampleAspect(4, 3));
        List<SourceFrame> frames = Copying.frames(file, notices);
        assertEquals(List.of(0, 48), rows(frames.get(0)));
        assertEquals(List.of(6, 42), rows(frames.get(20)));
        assertTrue(notices.toString().contains("change their size or shape at frame 12"), notices.toString());
    }

    @Test
    void interlacedPicturesMayChangeToo() throws IOException {
        List<SourceFrame> frames = Copying.frames(joined(interlaced(64, 48), interlaced(48, 64)));
        // The decoder of MPEG-2 itself gives up the last picture before the change.
        assertEquals(23, frames.size());
        assertEquals(List.of(14, 50), columns(frames.get(20)));
    }

    private TestClip interlaced(int width, int height) {
        return plain(width, height)
                .codec("mpeg2video", "yuv420p")
                .option("g", "1")
                .interlaced();
    }

    private TestClip plain(int width, int height) {
        byte[] white = new byte[3 * width * height];
        java.util.Arrays.fill(white, (byte) 250);
        return TestClip.clip()
                .size(width, height)
                .times(25, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
                .picture(frame -> white);
    }

    private Path joined(TestClip first, TestClip second) throws IOException {
        byte[] a = Files.readAllBytes(first.write(folder.resolve("a.ts")));
        byte[] b = Files.readAllBytes(second.write(folder.resolve("b.ts")));
        Path both = Files.write(folder.resolve("both.ts"), a);
        return Files.write(both, b, java.nio.file.StandardOpenOption.APPEND);
    }

    /** The first column that is not black, and the first black one after it. */
    private static List<Integer> columns(SourceFrame source) {
        int width = source.frame().width();
        int middle = source.frame().height() / 2;
        return edges(width, x -> brightness(source, x, middle));
    }

    private static List<Integer> rows(SourceFrame source) {
        int middle = source.frame().width() / 2;
        return edges(source.frame().height(), y -> brightness(source, middle, y));
    }

    private static List<Integer> edges(int count, java.util.function.IntUnaryOperator brightness) {
        int[] bright = IntStream.range(0, count)
                .filter(i -> brightness.applyAsInt(i) > 0)
                .toArray();
        return List.of(bright[0], bright[bright.length - 1] + 1);
    }

    private static int brightness(SourceFrame source, int x, int y) {
        int at = 3 * (y * source.frame().width() + x);
        byte[] rgb = source.frame().rgb();
        return (rgb[at] & 255) + (rgb[at + 1] & 255) + (rgb[at + 2] & 255);
    }
}
