package restyle.media;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.media.codec.EncoderKind;
import restyle.media.codec.EncoderOptions;
import restyle.media.codec.VideoCodec;
import restyle.media.codec.VideoEncoder;
import restyle.media.read.VideoReaders;
import restyle.media.testing.Copying;
import restyle.media.testing.MediaFacts;
import restyle.media.testing.TestClip;
import restyle.media.write.VideoWriters;

class EncoderChoiceTest {

    @TempDir
    Path folder;

    static Stream<VideoCodec> inThisBuild() {
        return Arrays.stream(VideoCodec.values()).filter(VideoCodec::isAvailable);
    }

    static Stream<VideoCodec> ofDevices() {
        return inThisBuild().filter(VideoCodec::isHardware);
    }

    @ParameterizedTest
    @MethodSource("inThisBuild")
    void everyEncoderKnowsWhatItIsTold(VideoCodec codec) {
        EncoderKind kind = codec.encoder();
        for (int quality : new int[] {0, 40, 80, 100}) {
            AVCodecContext context = avcodec_alloc_context3(avcodec_find_encoder_by_name(kind.name()));
            new EncoderOptions(context, kind.name()).set(kind.optionsAt(quality, Map.of()));
            avcodec_free_context(context);
        }
    }

    @ParameterizedTest
    @MethodSource("ofDevices")
    void aDeviceEncodesOrIsSaidToBeMissing(VideoCodec codec) throws IOException {
        Path from = TestClip.clip().size(320, 240).write(folder.resolve("from.mp4"));
        Path to = folder.resolve("to.mkv");
        OutputFormat format = OutputFormat.DEFAULT.withCodec(codec.toString());
        if (VideoEncoder.starts(codec.encoder())) {
            Copying.copy(from, to, format);
            assertTrue(codec.toString().startsWith(MediaFacts.of(to).video().codec()));
            assertEquals(12, Copying.frames(to).size());
        } else {
            String message = refused(from, to, format);
            assertTrue(message.startsWith("codec: " + codec + " cannot start on this machine ("), message);
            assertEquals(List.of("from.mp4"), names());
        }
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void whatTheBuildLacksIsSaidWithWhatItHas(VideoCodec codec) {
        if (codec.isAvailable()) {
            assertEquals(codec, VideoCodec.named(codec.toString()));
        } else {
            String message = assertThrows(VideoException.class, codec::encoder).getMessage();
            assertTrue(message.startsWith("codec: this build of FFmpeg has no encoder for " + codec), message);
            assertTrue(message.contains("it has h264, "), message);
        }
    }

    @Test
    void svtMakesAv1OfAnySize() {
        Path from = TestClip.clip().size(97, 65).codec("ffv1", "yuv444p").write(folder.resolve("from.mkv"));
        Copying.copy(from, folder.resolve("to.mp4"), OutputFormat.DEFAULT.withCodec("libsvtav1"));
        MediaFacts.Stream video = MediaFacts.of(folder.resolve("to.mp4")).video();
        assertEquals("av1", video.codec());
        assertEquals(12, video.frameTimes().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            libvpx-vp9 | webm | cpu_used | 3   | near are cpu-used
            libvpx-vp9 | webm | cfr      | 3   | near are crf
            libvpx-vp9 | webm | nonsense | 3   | its own are
            libvpx-vp9 | webm | crf      | 99  | expects a whole number from -1 to 63, found '99'
            libvpx-vp9 | webm | crf      | low | expects a whole number from -1 to 63, found 'low'
            libvpx-vp9 | webm | deadline | soon | or one of best, good, realtime, found 'soon'
            png        | png  | predd    | up  | near are pred
            gif        | gif  | gifflag  | 0   | near are gifflags
            """)
    void anOptionThatTheEncoderDoesNotKnowIsSaidBeforeTheFirstFrame(
            String encoder, String extension, String key, String value, String message) throws IOException {
        Path from = TestClip.clip().times(25, 0).write(folder.resolve("from.mp4"));
        OutputFormat format = OutputFormat.DEFAULT.withEncoderOptions(Map.of(key, value));
        MediaPath target = MediaPath.output(folder.resolve("to." + extension).toString());
        try (VideoReader reader = VideoReaders.open(MediaPath.input(from.toString()), 1, notice -> {})) {
            String found = assertThrows(VideoException.class, () -> VideoWriters.check(target, reader.info(), format))
                    .getMessage();
            assertTrue(found.startsWith("encoder option " + key + ": " + encoder + " "), found);
            assertTrue(found.contains(message), found);
            assertEquals(found, refused(from, target.path(), format));
        }
        assertEquals(List.of("from.mp4"), names());
    }

    @Test
    void explicitOptionsWinOverTheQuality() throws IOException {
        Path from = TestClip.clip().size(320, 240).write(folder.resolve("from.mp4"));
        for (String[] option : new String[][] {{"vp9", "crf", "60"}, {"vp9", "b", "20k"}, {"libsvtav1", "qp", "60"}}) {
            OutputFormat format = OutputFormat.DEFAULT.withCodec(option[0]);
            Copying.copy(from, folder.resolve("fine.mkv"), format);
            Copying.copy(from, folder.resolve("small.mkv"), format.withEncoderOptions(Map.of(option[1], option[2])));
            long fine = Files.size(folder.resolve("fine.mkv"));
            long small = Files.size(folder.resolve("small.mkv"));
            assertTrue(small < 0.7 * fine, String.join(" ", option) + ": " + small + " of " + fine);
        }
    }

    private String refused(Path from, Path to, OutputFormat format) {
        return assertThrows(VideoException.class, () -> Copying.copy(from, to, format))
                .getMessage();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
