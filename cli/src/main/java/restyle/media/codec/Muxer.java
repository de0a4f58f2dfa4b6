package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_OPUS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TRUEHD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_NORMAL;
import static org.bytedeco.ffmpeg.global.avcodec.FF_COMPLIANCE_UNOFFICIAL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_tag;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import restyle.files.WrittenFile;
import restyle.media.Container;
import restyle.media.Rational;
import restyle.media.VideoException;

/** Puts the packets of several streams into one file. Streams first, then {@link #start}, packets, {@link #finish}. */
public final class Muxer implements AutoCloseable {

    /** FFmpeg's list for MOV is that of MP4, but its muxer refuses these. */
    private static final Set<Integer> NOT_IN_MOV = Set.of(
            AV_CODEC_ID_OPUS, AV_CODEC_ID_FLAC, AV_CODEC_ID_TRUEHD, AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1);

    private final Path target;
    private final Container container;
    private final AVFormatContext context = new AVFormatContext(null);
    private final FileSink sink;
    private final Map<Integer, Long> lastTimes = new HashMap<>();

    /**
     * Begins a file.
     *
     * @param target the name to show in messages
     * @param path where {@code file} is
     * @param file to write to; stays the caller's
     */
    public Muxer(Path target, Path path, WrittenFile file, Container container) {
        this.target = target;
        this.container = container;
        sink = new FileSink(file);
        try {
            check(
                    avformat_alloc_output_context2(context, null, container.muxer(), FFmpeg.url(path)),
                    "cannot be started");
            context.pb(sink.context());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A failed write is told as the system tells it; FFmpeg only knows that there was one. */
    private void check(int result, String doing) {
        sink.failure().ifPresent(reason -> {
            throw new VideoException("%s: %s: %s".formatted(target, doing, reason));
        });
        FFmpeg.check(result, target, doing);
    }

    public AVFormatContext context() {
        return context;
    }

    public Container container() {
        return container;
    }

    /** Whether encoders should leave their parameters to the header of the file. */
    public static boolean wantsGlobalHeader(Container container) {
        return (format(container).flags() & AVFMT_GLOBALHEADER) != 0;
    }

    /** Whether this kind of file can hold a coding, given by FFmpeg's number. */
    public boolean holds(int codecId) {
        return holds(container, codecId);
    }

    /** Whether a kind of file can hold a coding, given by FFmpeg's number. */
    public static boolean holds(Container container, int codecId) {
        if (container == Container.MOV && NOT_IN_MOV.contains(codecId)) {
            return false;
        }
        return avformat_query_codec(format(container), codecId, FF_COMPLIANCE_NORMAL) == 1;
    }

    private static AVOutputFormat format(Container container) {
        return av_guess_format(container.muxer(), null, null);
    }

    /** Whether this kind of file can hold sound of a coding; Matroska also takes what only WAV has a number for. */
    public boolean holdsSound(int codecId) {
        boolean numbered = container == Container.MATROSKA
                && avformat_query_codec(context.oformat(), codecId, FF_COMPLIANCE_UNOFFICIAL) == 1
                && av_codec_get_tag(context.oformat().codec_tag(), codecId) != 0;
        return numbered || holds(codecId);
    }

    public AVStream addStream() {
        return avformat_new_stream(context, null);
    }

    /** Writes the header; from now on the streams have the time bases that the file counts in. */
    public void start() {
        Map<String, String> options = new HashMap<>(container.options());
        if (container.isQuickTime()) {
            // The index goes to the front, so that players can start before they have the whole file.
            boolean named = !Metadata.fitsItunes(Metadata.read(context.metadata()));
            options.put("movflags", named ? "+faststart+use_metadata_tags" : "+faststart");
        }
        try (Dictionary dictionary = Dictionary.of(options)) {
            check(avformat_write_header(context, dictionary.entries()), "cannot write its header");
        }
    }

    Rational timeBase(AVStream stream) {
        return FFmpeg.rational(stream.time_base(), Rational.ONE);
    }

    /**
     * Writes a packet, in its place among those of the other streams, and forgets it.
     *
     * @param timeBase what its times count in
     */
    public void write(AVPacket packet, AVStream stream, Rational timeBase) {
        Rational unit = timeBase(stream);
        long decode = convert(packet.dts(), timeBase, unit);
        long show = convert(packet.pts(), timeBase, unit);
        if (decode != FFmpeg.NO_TIME) {
            decode = Math.max(decode, lastTimes.getOrDefault(stream.index(), Long.MIN_VALUE) + 1);
            lastTimes.put(stream.index(), decode);
            show = show == FFmpeg.NO_TIME ? show : Math.max(show, decode);
        }
        packet.dts(decode).pts(show).duration(timeBase.convert(packet.duration(), unit));
        packet.stream_index(stream.index()).pos(-1);
        check(av_interleaved_write_frame(context, packet), "cannot be written");
        av_packet_unref(packet);
    }

    private static long convert(long time, Rational from, Rational to) {
        return time == FFmpeg.NO_TIME ? time : from.convert(time, to);
    }

    /** Says how long the last picture of a GIF or APNG is shown, in seconds or, for GIF, in 1/100 s; other files know it already. */
    public void showLastFor(String delay) {
        if (container == Container.GIF || container == Container.APNG) {
            av_opt_set(context.priv_data(), "final_delay", delay, 0);
        }
    }

    /** Completes the content of the file. */
    public void finish() {
        check(av_write_trailer(context), "cannot be completed");
        check(sink.flush(), "cannot be completed");
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            context.pb(null);
            avformat_free_context(context);
            context.setNull();
        }
        sink.close();
    }
}
