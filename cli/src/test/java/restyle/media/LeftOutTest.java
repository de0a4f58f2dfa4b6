package restyle.media;

import static org.bytedeco.ffmpeg.global.avutil.av_stereo3d_alloc_size;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVStereo3D;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.FaultFile;
import restyle.media.testing.TestClip;
import restyle.media.write.VideoWriters;

/** What a source says beside its pixels comes out again, or it is said that it does not. */
class LeftOutTest {

    private static final OutputFormat SILENT = OutputFormat.DEFAULT.withoutAudio();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"to.mp4", "to.mov", "to.mkv", "to.webm"})
    void aProjectionIsCarriedOver(String name) {
        Path from = FaultFile.of("spherical.mp4");
        assertEquals(List.of(), Copying.copy(from, file(name), OutputFormat.DEFAULT));
        assertArrayEquals(data(from, Extra.Kind.SPHERICAL), data(file(name), Extra.Kind.SPHERICAL));
        // Then as its second version, which is what was written.
        Copying.copy(file(name), file("again.mp4"), OutputFormat.DEFAULT);
        assertArrayEquals(data(from, Extra.Kind.SPHERICAL), data(file("again.mp4"), Extra.Kind.SPHERICAL));
    }

    @Test
    void whereAProjectionCannotBeSaidThatIsSaid() {
        Path from = FaultFile.of("spherical.mp4");
        List<String> expected = List.of(from + ": not taken over from its pictures: 360-degree projection");
        assertEquals(expected, Copying.copy(from, file("to.gif"), OutputFormat.DEFAULT));
        assertEquals(expected, Copying.copy(from, file("%03d.png"), OutputFormat.DEFAULT));
    }

    @Test
    void picturesSideBySideStayMarkedAsThat() {
        Path source = TestClip.clip().write(file("from.mp4"));
        Path from = file("stereo.mp4");
        rewrite(source, from, new Extra(Extra.Kind.STEREO, stereo(1)));
        for (String name : List.of("to.mp4", "to.mkv", "to.webm")) {
            assertEquals(List.of(), Copying.copy(from, file(name), OutputFormat.DEFAULT));
            assertEquals(1, data(file(name), Extra.Kind.STEREO)[0], name);
        }
        String lost = from + ": not taken over from its pictures: stereoscopic (3D) layout";
        assertEquals(List.of(lost), Copying.copy(from, file("to.mov"), OutputFormat.DEFAULT));
    }

    @Test
    void captionsInTheVideoStreamAreMissedAndSaid() throws IOException {
        Path from = captioned(0);
        List<String> notices = Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        assertTrue(notices.toString().contains("closed captions"), notices.toString());
    }

    @Test
    void captionsThatBeginLaterAreKnownAfterwards() throws IOException {
        Path from = captioned(5);
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notice -> {})) {
            VideoInfo before = reader.info();
            while (reader.next().isPresent()) {}
            List<String> notices = new ArrayList<>();
            VideoWriters.tellLater(MediaPath.output("to.mp4"), before, reader.info(), notices::add);
            assertEquals(1, notices.size(), notices.toString());
            assertTrue(notices.get(0).contains("closed captions"), notices.toString());
        }
    }

    @Test
    void soundIsMissedInPicturesAndChaptersInAPart() {
        Path from = TestClip.clip().audio("aac", "eng", 0.4).chapter("One").write(file("from.mp4"));
        List<String> pictures = Copying.copy(from, file("%03d.png"), OutputFormat.DEFAULT);
        assertTrue(pictures.toString().contains("pictures cannot hold it: audio 1 (aac)"), pictures.toString());
        List<String> part = Copying.copy(from, file("part.mp4"), SILENT.withCut(), 3, 5);
        assertEquals(List.of(from + ": left out, because the output is a part of the clip: 1 chapter"), part);
    }

    /** MPEG-2 whose pictures have captions of two bytes each (ATSC A/53) from one on. */
    private Path captioned(int first) throws IOException {
        Path plain = TestClip.clip()
                .times(25, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
                .codec("mpeg2video", "yuv420p")
                .option("g", "1")
                .write(file("plain.m2v"));
        byte[] stream = Files.readAllBytes(plain);
        byte[] captions = {
            0, 0, 1, (byte) 0xB2, 'G', 'A', '9', '4', 3, 0x41, (byte) 0xFF, (byte) 0xFC, 0x14, 0x2C, (byte) 0xFF
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int picture = 0;
        for (int at = 0; at < stream.length; at++) {
            boolean slice = at + 4 <= stream.length
                    && stream[at] == 0
                    && stream[at + 1] == 0
                    && stream[at + 2] == 1
                    && stream[at + 3] == 1;
            if (slice && picture++ >= first) {
                out.write(captions);
            }
            out.write(stream[at]);
        }
        return Files.write(file("captioned.m2v"), out.toByteArray());
    }

    private void rewrite(Path from, Path to, Extra extra) {
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notice -> {});
                VideoWriter writer = VideoWriters.create(
                        MediaPath.output(to.toString()),
                        reader.info().withExtras(List.of(extra)),
                        SILENT,
                        notice -> {})) {
            SourceFrame first = reader.next().orElseThrow();
            writer.write(first.frame(), first.ticks(), first.durationTicks());
            writer.commit();
        }
    }

    private static byte[] stereo(int type) {
        SizeTPointer size = new SizeTPointer(1);
        AVStereo3D layout = av_stereo3d_alloc_size(size);
        layout.type(type);
        byte[] bytes = new byte[(int) size.get()];
        new BytePointer(layout).get(bytes);
        return bytes;
    }

    private static byte[] data(Path file, Extra.Kind kind) {
        try (VideoReader reader = VideoReaders.open(MediaPath.input(file.toString()), 1, notice -> {})) {
            return reader.info().extras().stream()
                    .filter(extra -> extra.kind() == kind)
                    .findFirst()
                    .orElseThrow()
                    .data();
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
