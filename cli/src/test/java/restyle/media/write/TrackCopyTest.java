package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ORIGINAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.media.MediaPath;
import restyle.media.OutputFormat;
import restyle.media.SourceFrame;
import restyle.media.VideoException;
import restyle.media.VideoReader;
import restyle.media.VideoWriter;
import restyle.media.codec.Demuxer;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;
import restyle.media.testing.TestTrack;

class TrackCopyTest {

    @TempDir
    Path folder;

    @Test
    void startsAPartAtZeroWithItsOwnSound() {
        Path from =
                TestClip.clip().frames(50, 25, 1).audio("pcm_s16le", "eng", 2).write(file("from.mov"));
        Copying.copy(from, file("to.mov"), OutputFormat.DEFAULT.withCut(), 10, 34);
        MediaFacts before = MediaFacts.of(from);
        MediaFacts after = MediaFacts.of(file("to.mov"));
        assertEquals(25, after.video().frameTimes().size());
        assertEquals(0, after.video().frameTimes().get(0));
        double seconds = after.others().get(0).packets().size() * 1024 / 48000.0;
        assertEquals(1.0, seconds, 0.05);
        assertTrue(before.others()
                .get(0)
                .packets()
                .containsAll(after.others().get(0).packets().subList(1, 40)));
    }

    @Test
    void keepsThePictureAtZeroWhenSoundStartsEarlier() {
        Path from = TestClip.clip().frames(25, 25, 1).audio("aac", "eng", 1).write(file("from.mp4"));
        assertTrue(MediaFacts.of(from).others().get(0).packetTimes().get(0) < 0, "AAC is primed");
        Copying.copy(from, file("to.mkv"), OutputFormat.DEFAULT);
        MediaFacts after = MediaFacts.of(file("to.mkv"));
        assertEquals(0, after.video().frameTimes().get(0));
        assertEquals(-21, after.others().get(0).packetTimes().get(0));
    }

    @Test
    void spacesSoundByItsSamplesWhereTheSourceOnlyKnowsMilliseconds() {
        Path from = TestClip.clip().audio("aac", "eng", 0.4).write(file("from.mkv"));
        Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        List<Long> times = MediaFacts.of(file("to.mp4")).others().get(0).packetTimes();
        for (int i = 4; i < times.size(); i++) {
            assertEquals(1024, times.get(i) - times.get(i - 1), "packet " + i);
        }
        assertEquals(0.4, times.get(times.size() - 1) / 48000.0, 0.03);
    }

    @Test
    void takesEveryTrackThatFitsAndNamesTheOthers() {
        TestClip clip = TestClip.clip()
                .audio("aac", "eng", 0.4)
                .audio("aac", "fra", 0.4)
                .subtitle("Hello");
        Path from = clip.metadata("title", "A clip").write(file("from.mkv"));
        assertEquals(List.of(), Copying.copy(from, file("to.mkv"), OutputFormat.DEFAULT));
        assertEquals(
                MediaFacts.of(from).others().stream()
                        .map(MediaFacts.Stream::packets)
                        .toList(),
                MediaFacts.of(file("to.mkv")).others().stream()
                        .map(MediaFacts.Stream::packets)
                        .toList());
        List<String> notices = Copying.copy(from, file("to.mp4"), OutputFormat.DEFAULT);
        assertEquals(List.of(from + ": not copied, because .mp4 cannot hold it: subtitle 3 (subrip)"), notices);
        MediaFacts after = MediaFacts.of(file("to.mp4"));
        assertEquals(
                List.of("eng", "fra"),
                after.others().stream().map(s -> s.metadata().get("language")).toList());
        assertEquals("A clip", after.metadata().get("title"));
    }

    @Test
    void keepsACoverBesideSoundFromFileToFile() {
        Path from = TestClip.clip()
                .audio("aac", "eng", 0.4)
                .track(TestTrack.cover())
                .write(file("from.mp4"));
        List<?> cover = MediaFacts.of(from).streams().get(2).packets();
        for (String name : List.of("first.mkv", "second.mkv", "third.mp4")) {
            assertEquals(List.of(), Copying.copy(from, file(name), OutputFormat.DEFAULT));
            from = file(name);
            assertEquals(cover, MediaFacts.of(from).streams().get(2).packets(), name);
        }
    }

    @Test
    void keepsWhatIsSaidAboutTheClip() {
        Path from = TestClip.clip().metadata("title", "A clip").write(file("from.mkv"));
        for (String name : List.of("to.mp4", "to.mkv")) {
            Copying.copy(from, file(name), OutputFormat.DEFAULT);
            Map<String, String> about = MediaFacts.of(file(name)).metadata();
            assertEquals("A clip", about.getOrDefault("title", about.get("TITLE")));
        }
    }

    @Test
    void keepsWhatThePictureIsAmongTheTracks() {
        TestTrack mark = new TestTrack() {
            @Override
            public void open(AVFormatContext output, boolean globalHeader) {
                output.streams(0).disposition(AV_DISPOSITION_ORIGINAL);
            }

            @Override
            public void write(AVFormatContext output) {}
        };
        Path from = TestClip.clip().track(mark).write(file("from.mkv"));
        Copying.copy(from, file("to.mkv"), OutputFormat.DEFAULT);
        try (Demuxer copy = Demuxer.open(file("to.mkv"))) {
            assertEquals(
                    AV_DISPOSITION_DEFAULT | AV_DISPOSITION_ORIGINAL,
                    copy.stream(0).disposition());
        }
    }

    @Test
    void keepsChaptersOfWholeClips() {
        Path from = TestClip.clip().chapter("One").chapter("Two").write(file("from.mkv"));
        for (String name : List.of("to.mp4", "to.mov", "to.mkv", "to.webm")) {
            Copying.copy(from, file(name), OutputFormat.DEFAULT);
            assertEquals(List.of("0 One", "100 Two"), MediaFacts.of(file(name)).chapters());
            Copying.copy(from, file(name), OutputFormat.DEFAULT.withCut(), 3, 5);
            assertEquals(List.of(), MediaFacts.of(file(name)).chapters());
        }
    }

    @Test
    void keepsTimeCode() {
        Path from = TestClip.clip()
                .times(25, 0, 1, 2, 3, 4)
                .metadata("timecode", "01:02:03:04")
                .write(file("from.mov"));
        Copying.copy(from, file("to.mov"), OutputFormat.DEFAULT);
        assertEquals(
                "01:02:03:04", MediaFacts.of(file("to.mov")).video().metadata().get("timecode"));
    }

    @Test
    void saysThatTheSourceWasCutOffWhileItWasRead() throws IOException {
        Path from =
                TestClip.clip().frames(50, 25, 1).audio("pcm_s16le", "eng", 2).write(file("from.mov"));
        List<String> notices = new ArrayList<>();
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notices::add);
                VideoWriter writer = VideoWriters.create(
                        MediaPath.output(file("to.mov").toString()),
                        reader.info(),
                        OutputFormat.DEFAULT,
                        notices::add)) {
            for (Optional<SourceFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                SourceFrame frame = next.get();
                writer.write(frame.frame(), frame.ticks(), frame.durationTicks());
                if (frame.frame().index() == 40) {
                    try (RandomAccessFile content = new RandomAccessFile(from.toFile(), "rw")) {
                        content.setLength(Files.size(from) / 2);
                    }
                }
            }
            writer.commit();
        }
        String said = notices.toString();
        assertTrue(said.contains("was changed while its pictures were read"), said);
        assertTrue(said.contains("was changed while what is beside its picture was read"), said);
    }

    @Test
    void refusesToLoseAllSoundUnlessTold() throws IOException {
        Path from = TestClip.clip().audio("aac", "eng", 0.3).write(file("from.mp4"));
        VideoException e =
                assertThrows(VideoException.class, () -> Copying.copy(from, file("to.webm"), OutputFormat.DEFAULT));
        assertTrue(e.getMessage().contains("--audio none"), e.getMessage());
        assertEquals(List.of("from.mp4"), names());
        Copying.copy(from, file("to.webm"), OutputFormat.DEFAULT.withoutAudio());
        assertEquals(1, MediaFacts.of(file("to.webm")).streams().size());
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
