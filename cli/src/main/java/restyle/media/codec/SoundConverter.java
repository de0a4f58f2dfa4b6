package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.media.AudioMode;
import restyle.media.Rational;
import restyle.media.VideoException;

/**
 * Converts a sound track to another coding: decodes, resamples where the encoder needs it, encodes. Times stay; gaps of more than a tenth
 * of a second are filled with silence, smaller inexactness of the container's times is smoothed.
 */
public final class SoundConverter implements AutoCloseable {

    /** Errors that a decoder may give for what it has before it is given something else. */
    private static final int MAX_FAILURES = 100;

    private final Path file;
    private final AVStream from;
    private final NativeResources natives = new NativeResources();
    private final AVCodecContext decoder;
    private final AVCodecContext encoder;
    private final AVFrame decoded;
    private final AVFrame resampled;
    private final AVPacket packet;
    private final Rational timeBase;
    private FilterGraph resampler;
    private String form = "";
    private OptionalDouble start = OptionalDouble.empty();
    private int damaged;

    /**
     * Opens both ends.
     *
     * @param file the name to show in messages
     * @param globalHeader whether the container wants codec parameters in its own header
     * @throws VideoException if there is no decoder or encoder that starts
     */
    public SoundConverter(Path file, AVStream from, AudioMode mode, boolean globalHeader) {
        this.file = file;
        this.from = from;
        AVCodec codec = SoundEncoder.find(mode)
                .orElseThrow(
                        () -> new VideoException("--audio %s: this build of FFmpeg cannot make it".formatted(mode)));
        int coding = from.codecpar().codec_id();
        AVCodec source = avcodec_find_decoder(coding);
        if (source == null) {
            throw new VideoException("%s: no decoder for its sound coding '%s'; convert it first"
                    .formatted(file, FFmpeg.string(avcodec_get_name(coding))));
        }
        try {
            decoder = natives.keep(avcodec_alloc_context3(source), c -> avcodec_free_context(c));
            check(avcodec_parameters_to_context(decoder, from.codecpar()));
            decoder.pkt_timebase(from.time_base());
            check(avcodec_open2(decoder, source, (AVDictionary) null));
            encoder = natives.keep(SoundEncoder.open(file, codec, decoder, globalHeader), c -> avcodec_free_context(c));
            decoded = natives.keep(av_frame_alloc(), frame -> av_frame_free(frame));
            resampled = natives.keep(av_frame_alloc(), frame -> av_frame_free(frame));
            packet = natives.keep(av_packet_alloc(), p -> av_packet_free(p));
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
        timeBase = new Rational(1, encoder.sample_rate());
    }

    private void check(int result) {
        FFmpeg.check(result, file, "cannot convert its sound");
    }

    /** Describes the stream that takes the packets. */
    public void describe(AVCodecParameters to) {
        check(avcodec_parameters_from_context(to, encoder));
    }

    /** Returns what the times of the packets count in that come out. */
    public Rational timeBase() {
        return timeBase;
    }

    /** Returns how many pieces of the source's sound could not be decoded so far. */
    public int damaged() {
        return damaged;
    }

    /** Leaves out what is heard before a time of the source, in seconds; to be called before anything is converted. */
    public void startAt(double seconds) {
        start = OptionalDouble.of(seconds);
    }

    /** Takes a packet of the source, which stays the caller's, and hands on what is finished, with times of the source's time line. */
    public void convert(AVPacket source, Consumer<AVPacket> packets) {
        if (avcodec_send_packet(decoder, source) < 0) {
            damaged++;
        }
        decode(packets);
    }

    /** Hands on what is still inside. */
    public void finish(Consumer<AVPacket> packets) {
        avcodec_send_packet(decoder, null);
        decode(packets);
        flush(packets);
        check(avcodec_send_frame(encoder, null));
        receive(packets);
    }

    private void decode(Consumer<AVPacket> packets) {
        int failures = 0;
        while (failures < MAX_FAILURES) {
            int result = avcodec_receive_frame(decoder, decoded);
            if (result == FFmpeg.AGAIN || result == AVERROR_EOF) {
                return;
            }
            if (result < 0) {
                failures++;
                damaged++;
            } else {
                resample(packets);
            }
        }
    }

    private void resample(Consumer<AVPacket> packets) {
        if (decoded.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(decoded.ch_layout(), decoded.ch_layout().nb_channels());
        }
        decoded.pts(decoded.best_effort_timestamp());
        String now = String.format(
                Locale.ROOT,
                "sample_rate=%d:sample_fmt=%s:channel_layout=%s",
                decoded.sample_rate(),
                FFmpeg.string(av_get_sample_fmt_name(decoded.format())),
                describe(decoded.ch_layout()));
        if (!now.equals(form)) {
            flush(packets);
            form = now;
            resampler = resampler();
        }
        resampler.write(decoded);
        encode(packets);
    }

    /** Filters know one form of sound only; a broadcast may change it between programmes. */
    private FilterGraph resampler() {
        Rational unit = FFmpeg.rational(from.time_base(), timeBase);
        String input = String.format(Locale.ROOT, "time_base=%d/%d:%s", unit.num(), unit.den(), form);
        String cut = start.isPresent() ? String.format(Locale.ROOT, "atrim=start=%.6f,", start.getAsDouble()) : "";
        String output = String.format(
                Locale.ROOT,
                "aresample=async=1,aformat=sample_fmts=%s:sample_rates=%d:channel_layouts=%s",
                FFmpeg.string(av_get_sample_fmt_name(encoder.sample_fmt())),
                encoder.sample_rate(),
                describe(encoder.ch_layout()));
        String pieces = encoder.frame_size() > 0
                ? String.format(Locale.ROOT, ",asetnsamples=n=%d:p=0", encoder.frame_size())
                : "";
        return FilterGraph.ofSound(file, "cannot convert its sound", cut + output + pieces, input, timeBase);
    }

    private static String describe(AVChannelLayout layout) {
        byte[] text = new byte[128];
        int length = av_channel_layout_describe(layout, text, text.length);
        return new String(text, 0, Math.max(0, Math.min(length, text.length) - 1), StandardCharsets.US_ASCII);
    }

    private void flush(Consumer<AVPacket> packets) {
        if (resampler != null) {
            resampler.write(null);
            encode(packets);
            resampler.close();
            resampler = null;
        }
    }

    private void encode(Consumer<AVPacket> packets) {
        while (resampler.read(resampled)) {
            check(avcodec_send_frame(encoder, resampled));
            receive(packets);
        }
    }

    private void receive(Consumer<AVPacket> packets) {
        while (true) {
            int result = avcodec_receive_packet(encoder, packet);
            if (result == FFmpeg.AGAIN || result == AVERROR_EOF) {
                return;
            }
            check(result);
            packets.accept(packet);
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        if (resampler != null) {
            resampler.close();
            resampler = null;
        }
        natives.close();
    }
}
