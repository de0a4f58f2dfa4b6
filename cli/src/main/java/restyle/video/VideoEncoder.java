package restyle.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
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
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.plugins.Frame;

/**
 * Encodes RGB frames. Sides that an encoder needs even are padded by repeating the last column or row; the container then
 * states the true size.
 */
final class VideoEncoder implements AutoCloseable {

    private final Object file;
    private final VideoInfo clip;
    private final AVCodecContext context;
    private final AVPacket packet = av_packet_alloc();
    private final Converter converter;
    private final Picture rgb;
    private final Picture stored;
    private final Map<Long, Long> durations = new HashMap<>();

    /**
     * @param file the name to show in messages
     * @param clip size, pixel shape, rate, time base and colours of the frames
     * @param globalHeader whether the container wants codec parameters in its own header
     */
    VideoEncoder(Object file, EncoderKind kind, VideoInfo clip, OutputFormat format, boolean globalHeader) {
        this.file = file;
        this.clip = clip;
        converter = new Converter(file, SWS_BICUBIC);
        int unit = kind.evenSides() ? 2 : 1;
        int width = (clip.width() + unit - 1) / unit * unit;
        int height = (clip.height() + unit - 1) / unit * unit;
        ColorTags color = kind.colors().of(clip.color());
        int pixelFormat = av_get_pix_fmt(kind.pixelFormat());
        rgb = Picture.rgb(width, height, color);
        stored = new Picture(width, height, pixelFormat, color);
        AVCodec codec = avcodec_find_encoder_by_name(kind.name());
        context = avcodec_alloc_context3(codec);
        context.codec_type(AVMEDIA_TYPE_VIDEO);
        context.width(width).height(height).pix_fmt(pixelFormat);
        context.time_base(av_make_q(clip.timeBase().num(), clip.timeBase().den()));
        context.framerate(av_make_q(clip.frameRate().num(), clip.frameRate().den()));
        context.sample_aspect_ratio(
                av_make_q(clip.sampleAspect().num(), clip.sampleAspect().den()));
        context.color_primaries(color.primaries()).color_trc(color.transfer());
        context.colorspace(color.matrix()).color_range(color.fullRange() ? 2 : 1);
        context.thread_count(format.threads());
        if (globalHeader) {
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        open(codec, kind.optionsAt(format.quality()));
    }

    private void open(AVCodec codec, Map<String, String> options) {
        try (Dictionary dictionary = Dictionary.of(options)) {
            int result = avcodec_open2(context, codec, dictionary.entries());
            FFmpeg.check(result, file, "cannot encode %dx%d pixels".formatted(context.width(), context.height()));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    AVCodecContext context() {
        return context;
    }

    /** Encodes a frame and hands on what is finished, with times in ticks of the clip. */
    void encode(Frame frame, long ticks, long durationTicks, Consumer<AVPacket> packets) {
        if (frame.width() != clip.width() || frame.height() != clip.height()) {
            throw new IllegalArgumentException("frame of %dx%d pixels in a clip of %dx%d"
                    .formatted(frame.width(), frame.height(), clip.width(), clip.height()));
        }
        rgb.fill(frame.rgb(), frame.width(), frame.height());
        AVFrame picture = stored.writable();
        converter.convert(rgb.frame(), picture);
        picture.pts(ticks).duration(durationTicks).pict_type(AV_PICTURE_TYPE_NONE);
        picture.quality(context.global_quality());
        durations.put(ticks, durationTicks);
        int result = avcodec_send_frame(context, picture);
        FFmpeg.check(result, file, "cannot encode %dx%d pixels".formatted(frame.width(), frame.height()));
        receive(packets);
    }

    /** Hands on what is still inside. */
    void finish(Consumer<AVPacket> packets) {
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
        av_packet_free(packet);
        avcodec_free_context(context);
        converter.close();
        rgb.close();
        stored.close();
    }
}
