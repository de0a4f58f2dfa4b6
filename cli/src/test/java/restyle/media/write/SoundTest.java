package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AC3;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import restyle.media.AudioMode;
import restyle.media.OutputFormat;
import restyle.media.VideoException;
import restyle.media.testing.Copying;
import restyle.media.testing.FaultFile;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;
import restyle.media.testing.TestTrack;

/** Sound that cannot go along as it is. */
class SoundTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "pcm_s16le, from.mov, AAC, to.mp4, aac",
        "ac3, from.mkv, AAC, to.mov, aac",
        "aac, from.mp4, OPUS, to.webm, opus",
        "mp2, from.ts, OPUS, to.mkv, opus",
        "aac, from.mkv, FLAC, to.mkv, flac",
        "libopus, from.mkv, PCM, to.mov, pcm_s16le",
        "aac, from.mp4, FLAC, to.mp4, flac",
        "pcm_s16le, from.avi, AAC, to.mkv, aac"
    })
    void isConvertedWithItsTimesAndLength(String codec, String from, AudioMode mode, String to, String expected) {
        Path clip =
                TestClip.clip().frames(25, 25, 1).audio(codec, "eng", 0.25, 1).write(file(from));
        Copying.copy(clip, file(to), OutputFormat.DEFAULT.withAudio(mode));
        MediaFacts.Stream before = MediaFacts.of(clip).others().get(0);
        MediaFacts.Stream after = MediaFacts.of(file(to)).others().get(0);
        assertEquals(expected, after.codec());
        double shift = from.endsWith(".ts") ? before.packetSeconds().get(0) - 0.25 : 0;
        double begins = before.packetSeconds().get(0) - shift;
        assertEquals(begins, after.packetSeconds().get(0), 0.06, "begins");
        assertEquals(last(before) - shift, last(after), 0.06, "ends");
    }

    @Test
    void isCutToThePartThatIsWanted() {
        Path clip =
                TestClip.clip().frames(50, 25, 1).audio("pcm_s16le", "eng", 2).write(file("from.mov"));
        Copying.copy(
                clip,
                file("to.mp4"),
                OutputFormat.DEFAULT.withAudio(AudioMode.AAC).withCut(),
                10,
                34);
        MediaFacts.Stream sound = MediaFacts.of(file("to.mp4")).others().get(0);
        assertEquals(0, sound.packetSeconds().get(0), 0.03);
        assertEquals(1.0, last(sound), 0.06);
    }

    @Test
    void isCopiedWhereItHasTheCodingAlready() {
        Path clip = TestClip.clip().audio("aac", "eng", 0.4).write(file("from.mp4"));
        Copying.copy(clip, file("to.mp4"), OutputFormat.DEFAULT.withAudio(AudioMode.AAC));
        assertEquals(
                MediaFacts.of(clip).others().get(0).packets(),
                MediaFacts.of(file("to.mp4")).others().get(0).packets());
    }

    @Test
    void thatAFileCannotHoldIsRefusedWithTheOptionThatHelps() {
        Path clip = TestClip.clip().audio("aac", "eng", 0.4).write(file("from.mp4"));
        String copying = problem(clip, "to.webm", AudioMode.COPY);
        assertTrue(copying.contains("convert it with --audio opus"), copying);
        String converting = problem(clip, "to.webm", AudioMode.AAC);
        assertTrue(converting.contains("--audio aac: a .webm file cannot hold it; choose opus"), converting);
    }

    @ParameterizedTest
    @CsvSource({"to.mp4", "to.mov", "to.mkv"})
    void thatIsAnnouncedAndNeverComesIsLeftOut(String to) {
        List<String> notices = Copying.copy(FaultFile.of("declared-silent.ts"), file(to), OutputFormat.DEFAULT);
        assertEquals(1, MediaFacts.of(file(to)).streams().size());
        assertTrue(
                notices.toString().contains("left out, because nothing of it ever comes: audio 1 (aac)"),
                notices.toString());
    }

    @ParameterizedTest
    @CsvSource({"from.mkv, to.mp4", "from.mkv, to.mkv", "from.ts, to.mov"})
    void thatHasNoPacketIsLeftOutWhereTheOtherTracksStay(String from, String to) {
        TestClip clip = TestClip.clip().audio("aac", "eng", 0.4).track(new Unheard());
        Path file = clip.write(file(from));
        assertEquals(3, MediaFacts.of(file).streams().size());
        for (AudioMode mode : List.of(AudioMode.COPY, AudioMode.AAC)) {
            List<String> notices = Copying.copy(file, file(to), OutputFormat.DEFAULT.withAudio(mode));
            assertEquals(2, MediaFacts.of(file(to)).streams().size());
            assertTrue(notices.toString().contains("nothing of it ever comes: audio 2 (ac3)"), notices.toString());
        }
    }

    @Test
    void thatBeginsLateIsFound() {
        Path clip =
                TestClip.clip().frames(300, 25, 1).audio("aac", "eng", 11, 12).write(file("from.ts"));
        assertEquals(List.of(), Copying.copy(clip, file("to.mp4"), OutputFormat.DEFAULT));
        MediaFacts.Stream sound = MediaFacts.of(file("to.mp4")).others().get(0);
        assertEquals(11, sound.packetSeconds().get(0), 0.06);
    }

    @Test
    void thatIsDamagedMidwayCostsItsPiecesOnly() throws IOException {
        Path clip = TestClip.clip().frames(50, 25, 1).audio("aac", "eng", 2).write(file("from.ts"));
        byte[] stream = Files.readAllBytes(clip);
        for (int at = stream.length / 2; at < stream.length; at += 188) {
            boolean sound = ((stream[at + 1] & 0x1F) << 8 | stream[at + 2] & 255) == 0x101;
            if (sound && at % 3 == 0) {
                java.util.Arrays.fill(stream, at + 20, at + 188, (byte) 0xFF);
            }
        }
        Files.write(clip, stream);
        for (AudioMode mode : List.of(AudioMode.COPY, AudioMode.FLAC)) {
            Copying.copy(clip, file("to.mp4"), OutputFormat.DEFAULT.withAudio(mode));
            MediaFacts facts = MediaFacts.of(file("to.mp4"));
            assertEquals(50, facts.video().frameTimes().size());
            assertTrue(facts.others().get(0).packets().size() > 8);
        }
    }

    /** A sound track that is described and has no packet. */
    private static final class Unheard implements TestTrack {

        @Override
        public void open(AVFormatContext output, boolean globalHeader) {
            AVStream stream = avformat_new_stream(output, null);
            stream.codecpar().codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AC3);
            stream.codecpar().sample_rate(48000).bit_rate(96000);
            av_channel_layout_default(stream.codecpar().ch_layout(), 2);
            stream.time_base(av_make_q(1, 48000));
        }

        @Override
        public void write(AVFormatContext output) {
            // It never comes.
        }
    }

    private static double last(MediaFacts.Stream sound) {
        return sound.packetSeconds().get(sound.packetTimes().size() - 1);
    }

    private String problem(Path clip, String to, AudioMode mode) {
        OutputFormat format = OutputFormat.DEFAULT.withAudio(mode);
        return assertThrows(VideoException.class, () -> Copying.copy(clip, file(to), format))
                .getMessage();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
