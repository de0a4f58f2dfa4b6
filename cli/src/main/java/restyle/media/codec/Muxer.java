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
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_NONSTRICT;
import static org.bytedeco.ffmpeg.global.avformat.av_codec_get_tag;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_format;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_query_codec;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close_dyn_buf;
import static org.bytedeco.ffmpeg.global.avformat.avio_open_dyn_buf;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EINVAL;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import restyle.files.WrittenFile;
import restyle.media.AudioMode;
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
    private final Optional<FileSink> sink;
    private boolean closed;
    private final Map<Integer, Long> lastTimes = new HashMap<>();

    /**
     * Begins a file.
     *
     * @param target the name to show in messages
     * @param path where {@code file} is
     * @param file to write to; stays the caller's
     */
    public Muxer(Path target, Path path, WrittenFile file, Container container) {
        this(target, FFmpeg.url(path), Optional.of(new FileSink(file)), container);
    }

    /** Starts a file in memory that goes away when it is closed: to try whether streams fit. */
    public static Muxer inMemory(Path target, Container container) {
        return new Muxer(target, "", Optional.empty(), container);
    }

    private Muxer(Path target, String url, Optional<FileSink> sink, Container container) {
        this.target = target;
        this.container = container;
        this.sink = sink;
        try {
            check(avformat_alloc_output_context2(context, null, container.muxer(), url), "cannot be started");
            context.pb(sink.isPresent() ? sink.get().context() : memory());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** A failed write is told as the system tells it; FFmpeg only knows that there was one. */
    private void check(int result, String doing) {
        sink.flatMap(FileSink::failure).ifPresent(reason -> {
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

    /** Returns whether encoders should leave their parameters to the header of the file. */
    public static boolean wantsGlobalHeader(Container container) {
        return (format(container).flags() & AVFMT_GLOBALHEADER) != 0;
    }

    /** Returns whether this kind of file can hold a coding, given by FFmpeg's number. */
    public boolean holds(int codecId) {
        return holds(container, codecId);
    }

    /** Returns whether a kind of file can hold a coding, given by FFmpeg's number. */
    public static boolean holds(Container container, int codecId) {
        if (container == Container.MOV && NOT_IN_MOV.contains(codecId)) {
            return false;
        }
        return avformat_query_codec(format(container), codecId, FF_COMPLIANCE_NORMAL) == 1;
    }

    /** Returns whether a kind of file can hold sound that is converted. */
    public static boolean holds(Container container, AudioMode mode) {
        return SoundEncoder.find(mode).stream().anyMatch(codec -> holds(container, codec.id()));
    }

    private static AVOutputFormat format(Container container) {
        return av_guess_format(container.muxer(), null, null);
    }

    /** Returns whether this kind of file can hold sound of a coding; Matroska also takes what only WAV has a number for. */
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
            boolean named = !Metadata.fitsItunes(Metadata.read(context.metadata()));
            // The index goes to the front, so that players can start before they have the whole file.
            String index = sink.isEmpty() ? "-faststart" : "+faststart";
            options.put("movflags", named ? index + "+use_metadata_tags" : index);
            // What is said of 360-degree and stereoscopic pictures is in no standard of this family.
            options.put("strict", "unofficial");
        }
        if (container == Container.MATROSKA || container == Container.WEBM) {
            // Their identifiers would be random numbers, and a run that is repeated would not give the same bytes.
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
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
        check(tryToWrite(packet, stream, timeBase), "cannot be written");
    }

    /**
     * Does the same for a packet that may be damaged.
     *
     * @return false if the packet was refused; the file is as good as before
     * @throws VideoException if the file cannot be written, for example because the disk is full
     */
    public boolean offer(AVPacket packet, AVStream stream, Rational timeBase) {
        int result = tryToWrite(packet, stream, timeBase);
        boolean refused = result == AVERROR_INVALIDDATA || result == AVERROR_EINVAL();
        if (!refused || context.pb().error() < 0) {
            check(result, "cannot be written");
        }
        return !refused;
    }

    private int tryToWrite(AVPacket packet, AVStream stream, Rational timeBase) {
        Rational unit = timeBase(stream);
        long decode = convert(packet.dts(), timeBase, unit);
        long show = convert(packet.pts(), timeBase, unit);
        if (decode != FFmpeg.NO_TIME) {
            decode = Math.max(decode, earliest(stream));
            lastTimes.put(stream.index(), decode);
            show = show == FFmpeg.NO_TIME ? show : Math.max(show, decode);
        }
        packet.dts(decode).pts(show).duration(timeBase.convert(packet.duration(), unit));
        packet.stream_index(stream.index()).pos(-1);
        int result = av_interleaved_write_frame(context, packet);
        av_packet_unref(packet);
        return result;
    }

    /**
     * The earliest time that the next packet may have. Matroska takes several of one time: lines of text that are shown together, and
     * sound in pieces shorter than the millisecond in which it counts. Pictures have a time each.
     */
    private long earliest(AVStream stream) {
        long last = lastTimes.getOrDefault(stream.index(), Long.MIN_VALUE);
        boolean together = (context.oformat().flags() & AVFMT_TS_NONSTRICT) != 0
                && stream.codecpar().codec_type() != AVMEDIA_TYPE_VIDEO;
        return together ? last : last + 1;
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
        if (sink.isPresent()) {
            check(sink.get().flush(), "cannot be completed");
        }
    }

    private AVIOContext memory() {
        AVIOContext file = new AVIOContext(null);
        check(avio_open_dyn_buf(file), "cannot be opened for writing");
        return file;
    }

    private static void freeMemory(AVIOContext file) {
        BytePointer content = new BytePointer((Pointer) null);
        avio_close_dyn_buf(file, content);
        av_free(content);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (!context.isNull()) {
            AVIOContext file = context.pb();
            context.pb(null);
            if (sink.isEmpty() && file != null && !file.isNull()) {
                freeMemory(file);
            }
            avformat_free_context(context);
            context.setNull();
        }
        sink.ifPresent(FileSink::close);
    }
}
