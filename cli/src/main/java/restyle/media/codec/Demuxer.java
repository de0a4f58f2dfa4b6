package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import restyle.files.FileVersion;
import restyle.media.Rational;
import restyle.media.VideoException;

/** The packets of a file, in the order in which they are stored. Tells broken places from the end. */
public final class Demuxer implements AutoCloseable {

    /**
     * Containers of pictures, and those of sound so that they can be told apart. Not among them: lists that name further files to
     * open, and text, in which FFmpeg finds animations for terminals.
     */
    private static final String FORMATS = String.join(
            ",",
            "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,mxf,asf,flv,ogg,dv,nut,rm,ivf,obu,av1,h264",
            "hevc,vc1,mjpeg,yuv4mpegpipe,gif,apng,wtv,gxf,lmlm4,image2,png_pipe,jpeg_pipe,webp_pipe,bmp_pipe,tiff_pipe",
            "mp3,wav,flac,aac,ac3,aiff,w64");

    /** How far to look for the first sound of a track that begins late: bytes, which are kept in memory, and microseconds. */
    private static final Map<String, String> LATE_SOUND =
            Map.of("probesize", Integer.toString(64 << 20), "analyzeduration", Long.toString(600L * AV_TIME_BASE));

    private static final Rational MICROSECONDS = new Rational(1, AV_TIME_BASE);
    private static final int MAX_ERRORS_IN_A_ROW = 1000;

    private final Path file;
    private final AVFormatContext context;
    private final TimeJumps jumps = new TimeJumps();
    private final boolean jumpy;
    private final Optional<FileVersion> version;
    private long endMicros;
    private int damagedPlaces;

    private Demuxer(Path file, AVFormatContext context) {
        this.file = file;
        this.context = context;
        version = FileVersion.of(file);
        jumpy = (context.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    /** @throws VideoException if the file is not one that FFmpeg understands */
    public static Demuxer open(Path file) {
        Demuxer demuxer = open(file, Map.of());
        if (demuxer.knowsItsSound()) {
            return demuxer;
        }
        demuxer.close();
        return open(file, LATE_SOUND);
    }

    private boolean knowsItsSound() {
        return IntStream.range(0, streams())
                .mapToObj(index -> stream(index).codecpar())
                .noneMatch(stream -> stream.codec_type() == AVMEDIA_TYPE_AUDIO && stream.sample_rate() == 0);
    }

    private static Demuxer open(Path file, Map<String, String> effort) {
        String url = FFmpeg.url(file);
        AVFormatContext context = new AVFormatContext(null);
        Map<String, String> all = new HashMap<>(effort);
        all.putAll(Map.of("protocol_whitelist", "file", "format_whitelist", FORMATS, "pattern_type", "none"));
        try (Dictionary options = Dictionary.of(all)) {
            int result = avformat_open_input(context, url, null, options.entries());
            if (result < 0) {
                boolean unknown = result == AVERROR_EINVAL();
                throw unreadable(file, unknown ? "unknown kind of file" : FFmpeg.message(result));
            }
        }
        Demuxer demuxer = new Demuxer(file, context);
        try {
            FFmpeg.check(avformat_find_stream_info(context, (AVDictionary) null), file, "cannot read the streams");
            return demuxer;
        } catch (RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    private static VideoException unreadable(Path file, String why) {
        return new VideoException(
                ("%s is not a video or image that can be read (%s); it may be truncated or damaged, or of a "
                                + "kind that is not supported")
                        .formatted(file, why));
    }

    public AVFormatContext context() {
        return context;
    }

    /** Returns FFmpeg's name of the container, several with commas if it has several. */
    public String format() {
        return FFmpeg.string(context.iformat().name());
    }

    public int streams() {
        return context.nb_streams();
    }

    public AVStream stream(int index) {
        return context.streams(index);
    }

    /** Returns the stream that a player would show, or -1 if there is only sound. */
    public int mainVideo() {
        return Math.max(
                -1, av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<Pointer>) null, 0));
    }

    /**
     * Reads the next packet of any stream that is not discarded.
     *
     * @return false at the end of the file
     */
    public boolean read(AVPacket packet) {
        for (int errors = 0; errors < MAX_ERRORS_IN_A_ROW; errors++) {
            int result = av_read_frame(context, packet);
            if (result >= 0) {
                noticeEnd(packet, stream(packet.stream_index()));
                if (jumpy) {
                    jumps.close(packet, stream(packet.stream_index()));
                }
                return true;
            }
            if (result == AVERROR_EOF) {
                return false;
            }
            if (result != AVERROR_INVALIDDATA && result != FFmpeg.AGAIN) {
                FFmpeg.check(result, file, "cannot read further");
            }
            damagedPlaces += result == FFmpeg.AGAIN ? 0 : 1;
        }
        return false;
    }

    private void noticeEnd(AVPacket packet, AVStream stream) {
        if (packet.pts() != FFmpeg.NO_TIME) {
            Rational unit = FFmpeg.rational(stream.time_base(), MICROSECONDS);
            endMicros = Math.max(endMicros, unit.convert(packet.pts() + packet.duration(), MICROSECONDS));
        }
    }

    /** Returns how long the file says that it is, in seconds; 0 if it does not say it or that is an estimate. */
    public double announcedSeconds() {
        boolean stated = context.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM;
        return stated && !jumpy ? Math.max(0, context.duration() / (double) AV_TIME_BASE) : 0;
    }

    /** Returns where the packets that were read so far end, of all streams, in seconds. */
    public double seconds() {
        return endMicros / (double) AV_TIME_BASE;
    }

    /** Leaves a stream out of what is read, where times do not depend on it. */
    public void discard(int index) {
        if (!jumpy) {
            stream(index).discard(AVDISCARD_ALL);
        }
    }

    /** Returns whether the clock of this kind of file counts from an arbitrary number and may start anew; its jumps are closed. */
    public boolean isJumpy() {
        return jumpy;
    }

    /** Returns how often the clock has started anew so far. */
    public int timeJumps() {
        return jumps.count();
    }

    /** Returns how often the container could not be followed so far. */
    public int damagedPlaces() {
        return damagedPlaces;
    }

    /** Returns whether somebody wrote to the file since it was opened. One that lost its name only is read on. */
    public boolean wasChanged() {
        Optional<FileVersion> now = FileVersion.of(file);
        return now.isPresent() && !now.equals(version);
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
