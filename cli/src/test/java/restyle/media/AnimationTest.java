package restyle.media;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;
import restyle.plugins.Frame;

class AnimationTest {

    @TempDir
    Path folder;

    @Test
    void gifKeepsTimesToTheHundredthAndNamesTheSoundItCannotHold() throws IOException {
        Path from = ntsc();
        List<String> notices = Copying.copy(from, folder.resolve("to.gif"), OutputFormat.DEFAULT);
        assertEquals(List.of(from + ": not copied, because .gif cannot hold it: audio 1 (aac) eng"), notices);
        MediaFacts.Stream video = MediaFacts.of(folder.resolve("to.gif")).video();
        assertEquals(
                "gif 64x48 1/100",
                "%s %dx%d %s".formatted(video.codec(), video.width(), video.height(), video.timeBase()));
        assertEquals(
                LongStream.range(0, 12)
                        .map(i -> Math.round(i * 100.1 / 30))
                        .boxed()
                        .toList(),
                video.frameTimes());
        List<SourceFrame> after = Copying.frames(folder.resolve("to.gif"));
        assertEquals(3, after.get(11).durationTicks());
        assertTrue(
                difference(from, folder.resolve("to.gif")) < 5,
                "differs by " + difference(from, folder.resolve("to.gif")));
    }

    @Test
    void gifIsShownOverAndOver() throws IOException {
        Copying.copy(ntsc(), folder.resolve("to.gif"), OutputFormat.DEFAULT);
        String bytes = Files.readString(folder.resolve("to.gif"), StandardCharsets.ISO_8859_1);
        assertTrue(bytes.contains("NETSCAPE2.0\u0003\u0001\u0000\u0000\u0000"));
    }

    @Test
    void gifLeavesOutWhatIsTooFastForViewers() {
        Path from = TestClip.clip().frames(60, 60, 1).write(folder.resolve("from.mp4"));
        List<String> notices = Copying.copy(from, folder.resolve("to.gif"), OutputFormat.DEFAULT);
        assertEquals(1, notices.size());
        assertTrue(notices.get(0).contains("at most 50 frames per second"), notices.get(0));
        List<Long> times = MediaFacts.of(folder.resolve("to.gif")).video().frameTimes();
        assertTrue(times.size() >= 40 && times.size() <= 50, times.toString());
        for (int i = 1; i < times.size(); i++) {
            assertTrue(times.get(i) - times.get(i - 1) >= 2, times.toString());
        }
        SourceFrame last = Copying.frames(folder.resolve("to.gif")).get(times.size() - 1);
        assertEquals(100, last.ticks() + last.durationTicks(), 1);
    }

    @Test
    void lowerQualityGivesAGifFewerColors() throws IOException {
        Path from = ntsc();
        Copying.copy(from, folder.resolve("good.gif"), OutputFormat.DEFAULT);
        Copying.copy(from, folder.resolve("poor.gif"), OutputFormat.DEFAULT.withQuality(0));
        assertTrue(difference(from, folder.resolve("good.gif")) < difference(from, folder.resolve("poor.gif")));
        assertTrue(Files.size(folder.resolve("poor.gif")) < Files.size(folder.resolve("good.gif")));
        assertTrue(colors(Copying.frames(folder.resolve("poor.gif")).get(0).frame()) <= 8);
    }

    @Test
    void apngKeepsEveryByteAndEveryTimeAndIsShownOverAndOver() throws IOException {
        long[] ticks = {0, 40, 100, 333, 400};
        Path from = TestClip.clip().codec("ffv1", "bgr0").times(1000, ticks).write(folder.resolve("from.mkv"));
        Path to = folder.resolve("to.apng");
        assertEquals(List.of(), Copying.copy(from, to, OutputFormat.DEFAULT));
        assertEquals("apng", MediaFacts.of(to).video().codec());
        List<SourceFrame> before = Copying.frames(from);
        List<SourceFrame> after = Copying.frames(to);
        assertEquals(5, after.size());
        assertEquals(
                LongStream.of(ticks).mapToObj(t -> t / 1000.0).toList(),
                MediaFacts.of(to).video().frameSeconds());
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(before.get(i).frame().rgb(), after.get(i).frame().rgb());
        }
        String bytes = Files.readString(to, StandardCharsets.ISO_8859_1);
        int control = bytes.indexOf("acTL") + 4;
        assertEquals("\u0000\u0000\u0000\u0005\u0000\u0000\u0000\u0000", bytes.substring(control, control + 8));
    }

    @Test
    void apngIsReadUnderThePicturesEndingToo() throws IOException {
        Path from = TestClip.clip().codec("apng", "rgb24").times(100, 0, 10, 25).write(folder.resolve("from.apng"));
        Path picture = Files.move(from, folder.resolve("moving.png"));
        List<SourceFrame> frames = Copying.frames(picture);
        assertEquals(3, frames.size());
        assertArrayEquals(TestClip.clip().movingShapes(2), frames.get(2).frame().rgb());
        assertEquals(3, VideoReaders.count(MediaPath.input(picture.toString())));
    }

    @Test
    void gifFramesAreTakenAwayAgainAsTheFileSays() throws IOException {
        Path gif = folder.resolve("disposal.gif");
        writeGif(gif);
        List<SourceFrame> frames = Copying.frames(gif);
        assertEquals(
                List.of(0L, 7L, 20L, 50L),
                frames.stream().map(SourceFrame::ticks).toList());
        assertEquals(
                List.of(7L, 13L, 30L, 4L),
                frames.stream().map(SourceFrame::durationTicks).toList());
        Frame third = frames.get(2).frame();
        assertEquals(Color.RED, pixel(third, 8, 8), "restored to what was there before");
        assertEquals(Color.BLUE, pixel(third, 24, 24));
        Frame fourth = frames.get(3).frame();
        assertEquals(Color.BLACK, pixel(fourth, 24, 24), "cleared to the background");
        assertEquals(Color.GREEN, pixel(fourth, 2, 2));
        assertEquals(Color.RED, pixel(fourth, 15, 15));
    }

    private Path ntsc() {
        return TestClip.clip().frames(12, 30000, 1001).audio("aac", "eng", 0.4).write(folder.resolve("from.mp4"));
    }

    private static void writeGif(Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersBySuffix("gif").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            add(writer, 32, 0, Color.RED, "doNotDispose", 7);
            add(writer, 8, 4, Color.GREEN, "restoreToPrevious", 13);
            add(writer, 8, 20, Color.BLUE, "restoreToBackgroundColor", 30);
            add(writer, 4, 0, Color.GREEN, "none", 4);
            writer.endWriteSequence();
        }
        writer.dispose();
    }

    private static void add(ImageWriter writer, int side, int at, Color color, String disposal, int hundredths)
            throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, side, side);
        graphics.dispose();
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_gif_image_1.0");
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("disposalMethod", disposal);
        control.setAttribute("delayTime", Integer.toString(hundredths));
        IIOMetadataNode place =
                (IIOMetadataNode) root.getElementsByTagName("ImageDescriptor").item(0);
        place.setAttribute("imageLeftPosition", Integer.toString(at));
        place.setAttribute("imageTopPosition", Integer.toString(at));
        metadata.setFromTree("javax_imageio_gif_image_1.0", root);
        writer.writeToSequence(new IIOImage(image, null, metadata), null);
    }

    private static Color pixel(Frame frame, int x, int y) {
        int at = 3 * (y * frame.width() + x);
        return new Color(frame.rgb()[at] & 255, frame.rgb()[at + 1] & 255, frame.rgb()[at + 2] & 255);
    }

    private static long colors(Frame frame) {
        return java.util.stream.IntStream.range(0, frame.width() * frame.height())
                .mapToObj(i -> pixel(frame, i % frame.width(), i / frame.width()))
                .distinct()
                .count();
    }

    /** Mean over all samples of all frames. */
    private static double difference(Path a, Path b) {
        List<SourceFrame> left = Copying.frames(a);
        List<SourceFrame> right = Copying.frames(b);
        assertEquals(left.size(), right.size());
        double sum = 0;
        long count = 0;
        for (int i = 0; i < left.size(); i++) {
            byte[] one = left.get(i).frame().rgb();
            byte[] other = right.get(i).frame().rgb();
            for (int s = 0; s < one.length; s++, count++) {
                sum += Math.abs((one[s] & 255) - (other[s] & 255));
            }
        }
        return sum / count;
    }
}
