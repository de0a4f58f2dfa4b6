package restyle.media.testing;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.bytedeco.ffmpeg.global.swscale.*;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Makes small video files of any kind, with FFmpeg alone and none of the code under test: 12 frames of 64x48 pixels of moving
 * shapes in H.264 unless told otherwise.
 */
public final class TestClip {

    private int width = 64;
    private int height = 48;
    private long[] times = LongStream.range(0, 12).map(i -> i * 512).toArray();
    private int timeBaseNum = 1;
    private int timeBaseDen = 12800;
    private String codec = "libopenh264";
    private String pixelFormat = "yuv420p";
    private final Map<String, String> options = new HashMap<>(Map.of("qmin", "10", "qmax", "10", "b", "2M"));
    private final List<TestTrack> tracks = new ArrayList<>();
    private final Map<String, String> metadata = new HashMap<>();
    private final List<String> chapters = new ArrayList<>();
    private int[] tags = {2, 2, 2, 0};
    private int aspectNum = 1;
    private int aspectDen = 1;
    private int rotation;
    private boolean flipped;
    private boolean mastered;
    private boolean interlaced;
    private boolean bottomFirst;
    private final Map<String, String> muxerOptions = new HashMap<>();
    private IntFunction<byte[]> picture = this::movingShapes;
    private int[] flatPlanes;

    public static TestClip clip() {
        return new TestClip();
    }

    public TestClip size(int w, int h) {
        width = w;
        height = h;
        return this;
    }

    /** Frames at a constant rate; the time base is exact. */
    public TestClip frames(int count, int rateNum, int rateDen) {
        timeBaseNum = 1;
        timeBaseDen = rateNum * 512;
        times = LongStream.range(0, count).map(i -> i * 512 * rateDen).toArray();
        return this;
    }

    /** A frame at each of these ticks of {@code 1/perSecond}; without any, there is no picture. */
    public TestClip times(int perSecond, long... ticks) {
        timeBaseNum = 1;
        timeBaseDen = perSecond;
        times = ticks.clone();
        return this;
    }

    public TestClip codec(String encoder, String format) {
        codec = encoder;
        pixelFormat = format;
        options.clear();
        return this;
    }

    public TestClip option(String name, String value) {
        options.put(name, value);
        return this;
    }

    /** Adds a sine as a sound track, in the coding of an FFmpeg encoder. */
    public TestClip audio(String encoder, String language, double seconds) {
        tracks.add(new TestTrack.Sound(encoder, language, 0, seconds));
        return this;
    }

    /** The same for a part of the time. */
    public TestClip audio(String encoder, String language, double from, double to) {
        tracks.add(new TestTrack.Sound(encoder, language, from, to));
        return this;
    }

    /** Adds a stream of one packet, or of none, that is stored as it is given. */
    public TestClip track(TestTrack track) {
        tracks.add(track);
        return this;
    }

    /** An option of FFmpeg's muxer. */
    public TestClip muxer(String name, String value) {
        muxerOptions.put(name, value);
        return this;
    }

    /** Adds one line of text as a subtitle track (SubRip; for Matroska). */
    public TestClip subtitle(String text) {
        tracks.add(new TestTrack.Subtitle(text));
        return this;
    }

    public TestClip metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds a chapter of a tenth of a second. */
    public TestClip chapter(String title) {
        chapters.add(title);
        return this;
    }

    /** Code points of ITU-T H.273 for primaries, transfer and matrix, and FFmpeg's range (1 limited, 2 full). */
    public TestClip color(int primaries, int transfer, int matrix, int range) {
        tags = new int[] {primaries, transfer, matrix, range};
        return this;
    }

    public TestClip sampleAspect(int num, int den) {
        aspectNum = num;
        aspectDen = den;
        return this;
    }

    /** Marks the clip to be shown turned clockwise. */
    public TestClip rotation(int degrees) {
        rotation = degrees;
        return this;
    }

    /** Marks the clip to be shown mirrored left to right, before it is turned. */
    public TestClip flipped() {
        flipped = true;
        return this;
    }

    /** Says that it was graded on a display of 1000 cd/m2 with the primaries of BT.2020. */
    public TestClip mastered() {
        mastered = true;
        return this;
    }

    public TestClip interlacedBottomFirst() {
        bottomFirst = true;
        return interlaced();
    }

    public TestClip interlaced() {
        interlaced = true;
        options.put("flags", "+ilme+ildct");
        return this;
    }

    /** What frame {@code i} shows: {@code 3 * width * height} bytes of RGB. */
    public TestClip picture(IntFunction<byte[]> rgb) {
        picture = rgb;
        return this;
    }

    /** Fills each 8-bit plane with one number, without any conversion: Y, U, V and, if there is one, alpha. */
    public TestClip flat(int... planes) {
        flatPlanes = planes.clone();
        return this;
    }

    /** What frame {@code i} shows unless told otherwise: a disc over a gradient. */
    public byte[] movingShapes(int frame) {
        return TestPicture.movingShapes(width, height, frame);
    }

    public Path write(Path file) {
        av_log_set_level(AV_LOG_QUIET);
        AVFormatContext output = new AVFormatContext(null);
        check(avformat_alloc_output_context2(output, null, null, file.toString()));
        boolean header = (output.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
        AVCodecContext encoder = encoder(header);
        AVStream stream = times.length == 0 ? null : video(output, encoder);
        tracks.forEach(track -> track.open(output, header));
        output.metadata(dictionary(metadata));
        TestChapters.add(output, chapters);
        AVIOContext io = new AVIOContext(null);
        boolean ownFiles = (output.oformat().flags() & AVFMT_NOFILE) != 0;
        if (!ownFiles) {
            check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
            output.pb(io);
        }
        check(avformat_write_header(output, dictionary(muxerOptions)));
        if (stream != null) {
            encode(output, stream, encoder);
        }
        tracks.forEach(track -> track.write(output));
        check(av_write_trailer(output));
        if (!ownFiles) {
            avio_closep(io);
        }
        avcodec_free_context(encoder);
        avformat_free_context(output);
        return file;
    }

    private AVCodecContext encoder(boolean header) {
        AVCodec found = avcodec_find_encoder_by_name(codec);
        AVCodecContext encoder = avcodec_alloc_context3(found);
        encoder.width(width).height(height).pix_fmt(av_get_pix_fmt(pixelFormat));
        encoder.time_base(av_make_q(timeBaseNum, timeBaseDen));
        encoder.framerate(av_make_q(25, 1));
        encoder.color_primaries(tags[0]).color_trc(tags[1]).colorspace(tags[2]).color_range(tags[3]);
        encoder.sample_aspect_ratio(av_make_q(aspectNum, aspectDen));
        encoder.thread_count(1);
        encoder.flags(encoder.flags() | (header ? AV_CODEC_FLAG_GLOBAL_HEADER : 0));
        AVDictionary dictionary = dictionary(options);
        check(avcodec_open2(encoder, found, dictionary));
        av_dict_free(dictionary);
        return encoder;
    }

    private AVStream video(AVFormatContext output, AVCodecContext encoder) {
        AVStream stream = avformat_new_stream(output, null);
        check(avcodec_parameters_from_context(stream.codecpar(), encoder));
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        stream.sample_aspect_ratio(encoder.sample_aspect_ratio());
        if (rotation != 0 || flipped) {
            int[] matrix = new int[9];
            av_display_rotation_set(matrix, rotation);
            av_display_matrix_flip(matrix, flipped ? 1 : 0, 0);
            IntPointer data = new IntPointer(av_malloc(36));
            data.put(matrix);
            describe(stream, AV_PKT_DATA_DISPLAYMATRIX, data, 36);
        }
        if (mastered) {
            SizeTPointer size = new SizeTPointer(1);
            AVMasteringDisplayMetadata display = av_mastering_display_metadata_alloc_size(size);
            display.has_luminance(1).max_luminance(av_make_q(1000, 1)).min_luminance(av_make_q(1, 10000));
            int[] primaries = {708, 292, 170, 797, 131, 46};
            for (int i = 0; i < 6; i++) {
                display.display_primaries(i / 2, i % 2, av_make_q(primaries[i], 1000));
            }
            display.white_point(0, av_make_q(3127, 10000)).white_point(1, av_make_q(3290, 10000));
            display.has_primaries(1);
            describe(stream, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, display, size.get());
        }
        return stream;
    }

    /** In place of what the encoder said of its buffers. */
    private static void describe(AVStream stream, int kind, Pointer data, long size) {
        IntPointer count = new IntPointer(1).put(0, 0);
        AVPacketSideData before = stream.codecpar().coded_side_data();
        AVPacketSideData list = before == null ? new AVPacketSideData((Pointer) null) : before;
        AVPacketSideData side = av_packet_side_data_add(list, count, kind, data, size, 0);
        stream.codecpar().coded_side_data(side).nb_coded_side_data(1);
    }

    private void encode(AVFormatContext output, AVStream stream, AVCodecContext encoder) {
        AVPacket packet = av_packet_alloc();
        SwsContext scaler = sws_alloc_context();
        scaler.flags(SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP);
        for (int i = 0; i <= times.length; i++) {
            AVFrame frame = i < times.length ? frame(i, scaler) : null;
            check(avcodec_send_frame(encoder, frame));
            if (frame != null) {
                av_frame_free(frame);
            }
            while (avcodec_receive_packet(encoder, packet) >= 0) {
                long usual = times.length > 1 ? times[1] - times[0] : 512;
                packet.duration(usual).stream_index(stream.index());
                av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
                check(av_interleaved_write_frame(output, packet));
            }
        }
        sws_free_context(scaler);
        av_packet_free(packet);
    }

    private AVFrame frame(int index, SwsContext scaler) {
        AVFrame frame = allocate(av_get_pix_fmt(pixelFormat), tags[2], tags[3]);
        if (flatPlanes == null) {
            AVFrame rgb = allocate(AV_PIX_FMT_RGB24, AVCOL_SPC_RGB, AVCOL_RANGE_JPEG);
            byte[] bytes = picture.apply(index);
            for (int y = 0; y < height; y++) {
                rgb.data(0).position((long) y * rgb.linesize(0)).put(bytes, 3 * width * y, 3 * width);
            }
            check(sws_scale_frame(scaler, frame, rgb));
            av_frame_free(rgb);
        } else {
            for (int p = 0; p < flatPlanes.length; p++) {
                int rows = p == 0 || p == 3 || pixelFormat.contains("444") ? height : (height + 1) / 2;
                byte[] plane = new byte[frame.linesize(p) * rows];
                java.util.Arrays.fill(plane, (byte) flatPlanes[p]);
                frame.data(p).put(plane);
            }
        }
        if (interlaced) {
            int order = bottomFirst ? 0 : AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
            frame.flags(frame.flags() | AVFrame.AV_FRAME_FLAG_INTERLACED | order);
        }
        frame.pts(times[index]);
        return frame;
    }

    private AVFrame allocate(int format, int matrix, int range) {
        AVFrame frame = av_frame_alloc();
        frame.width(width).height(height).format(format);
        frame.colorspace(matrix).color_range(range).color_primaries(tags[0]).color_trc(tags[1]);
        check(av_frame_get_buffer(frame, 0));
        return frame;
    }

    static AVDictionary dictionary(Map<String, String> entries) {
        AVDictionary dictionary = new AVDictionary(null);
        entries.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
        return dictionary;
    }

    static int check(int result) {
        if (result < 0) {
            byte[] text = new byte[128];
            av_strerror(result, text, text.length);
            throw new IllegalStateException(new String(text, StandardCharsets.UTF_8).trim());
        }
        return result;
    }
}
