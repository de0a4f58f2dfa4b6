package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_QSCALE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.media.ColorTags;
import restyle.media.OutputFormat;
import restyle.media.QualityScale;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.plugins.Frame;

/**
 * Encodes RGB frames. Sides that an encoder needs even are padded by repeating the last column or row; the container then
 * states the true size.
 */
public final class VideoEncoder implements AutoCloseable {

    private final Object file;
    private final VideoInfo clip;
    private final NativeResources natives = new NativeResources();
    private final AVCodecContext context;
    private final AVPacket packet;
    private final Converter converter;
    private final NativePicture rgb;
    private final NativePicture stored;
    private final Optional<FilterGraph> palettes;
    private final AVFrame paletted;
    private final Map<Long, Long> durations = new HashMap<>();

    /**
     * @param file the name to show in messages
     * @param clip size, pixel shape, rate, time base and colours of the frames
     * @param globalHeader whether the container wants codec parameters in its own header
     */
    public VideoEncoder(Object file, EncoderKind kind, VideoInfo clip, OutputFormat format, boolean globalHeader) {
        this.file = file;
        this.clip = clip;
        int unit = kind.evenSides() ? 2 : 1;
        int width = (clip.width() + unit - 1) / unit * unit;
        int height = (clip.height() + unit - 1) / unit * unit;
        ColorTags color = kind.colors().of(clip.color());
        int pixelFormat = av_get_pix_fmt(kind.pixelFormat());
        int converted = kind.hasPalette() ? AV_PIX_FMT_BGRA : pixelFormat;
        AVCodec codec = avcodec_find_encoder_by_name(kind.name());
        try {
            packet = natives.keep(av_packet_alloc(), p -> av_packet_free(p));
            paletted = natives.keep(av_frame_alloc(), f -> av_frame_free(f));
            converter = natives.keep(new Converter(file, SWS_BICUBIC), Converter::close);
            rgb = natives.keep(NativePicture.rgb(width, height, color), NativePicture::close);
            stored = natives.keep(new NativePicture(width, height, converted, color), NativePicture::close);
            palettes = palettes(kind, format);
            context = natives.keep(avcodec_alloc_context3(codec), c -> avcodec_free_context(c));
            context.width(width).height(height).pix_fmt(pixelFormat);
            describe(color);
            context.thread_count(format.threads());
            if (globalHeader) {
                context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            }
            new EncoderOptions(context, kind.name()).set(format.encoderOptions());
            open(codec, kind, format);
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    private void describe(ColorTags color) {
        context.codec_type(AVMEDIA_TYPE_VIDEO);
        context.time_base(av_make_q(clip.timeBase().num(), clip.timeBase().den()));
        context.framerate(av_make_q(clip.frameRate().num(), clip.frameRate().den()));
        context.sample_aspect_ratio(
                av_make_q(clip.sampleAspect().num(), clip.sampleAspect().den()));
        context.color_primaries(color.primaries()).color_trc(color.transfer());
        context.colorspace(color.matrix()).color_range(color.fullRange() ? 2 : 1);
    }

    /** Tries an encoder on a picture of a size that all of them know. */
    public static boolean starts(EncoderKind kind) {
        AVCodec codec = avcodec_find_encoder_by_name(kind.name());
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(640).height(360).pix_fmt(av_get_pix_fmt(kind.pixelFormat()));
        context.time_base(av_make_q(1, 25)).framerate(av_make_q(25, 1));
        try (Dictionary options = Dictionary.of(kind.optionsAt(QualityScale.TRANSPARENT, Map.of()))) {
            return avcodec_open2(context, codec, options.entries()) >= 0;
        } finally {
            avcodec_free_context(context);
        }
    }

    /** The best colours for each picture by itself, so that none has to wait for the others; a pattern of dots that stands still. */
    private Optional<FilterGraph> palettes(EncoderKind kind, OutputFormat format) {
        if (!kind.hasPalette()) {
            return Optional.empty();
        }
        int colors = kind.quality().at(format.quality());
        String filters = String.format(
                        Locale.ROOT,
                        "split[a][b];[a]palettegen=max_colors=%d:reserve_transparent=0:stats_mode=single[p];",
                        colors)
                + "[b][p]paletteuse=new=1:dither=bayer:bayer_scale=4";
        FilterGraph graph =
                FilterGraph.ofPictures(file, "cannot choose its colours", filters, stored.frame(), clip.timeBase());
        return Optional.of(natives.keep(graph, FilterGraph::close));
    }

    private void open(AVCodec codec, EncoderKind kind, OutputFormat format) {
        Map<String, String> explicit = format.encoderOptions();
        try (Dictionary dictionary = Dictionary.of(kind.optionsAt(format.quality(), explicit))) {
            int result = avcodec_open2(context, codec, dictionary.entries());
            if (result < 0 && kind.isHardware()) {
                throw new VideoException(
                        "codec: %s cannot start on this machine (%s): its device or driver is missing, or cannot do %dx%d pixels or what the encoder options say; choose another codec, for example h264"
                                .formatted(kind.name(), FFmpeg.message(result), context.width(), context.height()));
            }
            String with = explicit.isEmpty() ? "" : " with the encoder options " + new TreeMap<>(explicit);
            String failure = String.format(
                    Locale.ROOT,
                    "%s cannot encode %dx%d pixels%s",
                    kind.name(),
                    context.width(),
                    context.height(),
                    with);
            FFmpeg.check(result, file, failure);
        }
    }

    public AVCodecContext context() {
        return context;
    }

    /** Encodes a frame and hands on what is finished, with times in ticks of the clip. */
    public void encode(Frame frame, long ticks, long durationTicks, Consumer<AVPacket> packets) {
        if (frame.width() != clip.width() || frame.height() != clip.height()) {
            throw new IllegalArgumentException("frame of %dx%d pixels in a clip of %dx%d"
                    .formatted(frame.width(), frame.height(), clip.width(), clip.height()));
        }
        rgb.fill(frame.rgb(), frame.width(), frame.height());
        AVFrame picture = stored.writable();
        converter.convert(rgb.frame(), picture);
        picture.pts(ticks).duration(durationTicks).pict_type(AV_PICTURE_TYPE_NONE);
        if ((context.flags() & AV_CODEC_FLAG_QSCALE) != 0) {
            picture.quality(context.global_quality());
        }
        durations.put(ticks, durationTicks);
        if (palettes.isPresent()) {
            palettes.get().write(picture);
            encodePaletted(packets);
        } else {
            send(picture, packets);
        }
    }

    private void encodePaletted(Consumer<AVPacket> packets) {
        while (palettes.orElseThrow().read(paletted)) {
            send(paletted, packets);
        }
    }

    private void send(AVFrame picture, Consumer<AVPacket> packets) {
        int result = avcodec_send_frame(context, picture);
        FFmpeg.check(
                result,
                file,
                String.format(Locale.ROOT, "cannot encode %dx%d pixels", picture.width(), picture.height()));
        receive(packets);
    }

    /** Hands on what is still inside. */
    public void finish(Consumer<AVPacket> packets) {
        if (palettes.isPresent()) {
            palettes.get().write(null);
            encodePaletted(packets);
        }
        FFmpeg.check(avcodec_send_frame(context, null), file, "cannot finish encoding");
        receive(packets);
    }

    private void receive(Consumer<AVPacket> packets) {
        while (true) {
            int result = avcodec_receive_packet(context, packet);
            if (result == FFmpeg.AGAIN || result == AVERROR_EOF) {
                return;
            }
            FFmpeg.check(result, file, "cannot encode a frame");
            Long duration = durations.remove(packet.pts());
            packet.duration(duration == null ? 0 : duration);
            packets.accept(packet);
            av_packet_unref(packet);
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
