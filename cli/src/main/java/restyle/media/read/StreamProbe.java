package restyle.media.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import restyle.media.ColorTags;
import restyle.media.Orientation;
import restyle.media.Rational;
import restyle.media.Track;
import restyle.media.VideoInfo;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;

/** Reads off what {@link VideoInfo} tells, from the container and from the first decoded picture, which knows better. */
final class StreamProbe {

    private static final Rational MICROSECONDS = new Rational(1, AV_TIME_BASE);
    private static final int JPEG_RANGE = 2;

    private StreamProbe() {}

    static VideoInfo probe(Path file, Demuxer demuxer, int index, AVFrame first) {
        AVStream stream = demuxer.stream(index);
        Orientation orientation = orientation(stream, first);
        AVRational aspect = av_guess_sample_aspect_ratio(demuxer.context(), stream, first);
        Rational storedAspect = FFmpeg.rational(aspect, Rational.ONE);
        Rational timeBase = FFmpeg.rational(stream.time_base(), MICROSECONDS);
        Rational frameRate = frameRate(demuxer, stream, first);
        double seconds = Math.max(0, demuxer.context().duration()) / (double) AV_TIME_BASE;
        ColorTags color = isPicture(demuxer) ? pictureColor(first) : color(first);
        return new VideoInfo(
                Optional.of(file),
                new VideoInfo.Shape(
                        first.width(),
                        first.height(),
                        orientation,
                        orientation.swapsSides() ? storedAspect.inverse() : storedAspect),
                new VideoInfo.Timing(
                        frameRate,
                        timeBase,
                        origin(demuxer, first, timeBase),
                        isPicture(demuxer) ? 1 : frames(stream, frameRate, seconds),
                        seconds),
                new VideoInfo.Coding(
                        FFmpeg.string(avcodec_get_name(stream.codecpar().codec_id())),
                        FFmpeg.string(av_get_pix_fmt_name(first.format())),
                        color),
                0,
                IntStream.range(0, demuxer.streams())
                        .filter(other -> other != index)
                        .mapToObj(other -> track(demuxer.stream(other)))
                        .toList(),
                List.of());
    }

    /** The average rate, unless it cannot be true: some demuxers (raw DV) take the unit of time for the length of a frame. */
    private static Rational frameRate(Demuxer demuxer, AVStream stream, AVFrame first) {
        Rational guess = FFmpeg.rational(av_guess_frame_rate(demuxer.context(), stream, first), new Rational(25, 1));
        Rational average = FFmpeg.rational(stream.avg_frame_rate(), guess);
        Rational finest = FFmpeg.rational(stream.r_frame_rate(), average);
        return average.toDouble() > 4 * finest.toDouble() ? finest : average;
    }

    private static boolean isPicture(Demuxer demuxer) {
        return demuxer.format().endsWith("_pipe") || demuxer.format().equals("image2");
    }

    /** A JPEG's matrix and range are details of its coding; as a picture it is sRGB like any other. */
    private static ColorTags pictureColor(AVFrame picture) {
        ColorTags color = color(picture);
        return color.matrix() == ColorTags.RGB || color.isHdr() ? color : ColorTags.SRGB;
    }

    /** Returns the tags of a decoded picture, with what is missing filled in. */
    static ColorTags color(AVFrame frame) {
        String format = FFmpeg.string(av_get_pix_fmt_name(frame.format()));
        boolean rgb = (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
        boolean full = rgb || format.startsWith("yuvj") || frame.color_range() == JPEG_RANGE;
        int matrix = rgb ? ColorTags.RGB : frame.colorspace() == ColorTags.RGB ? ColorTags.UNKNOWN : frame.colorspace();
        return new ColorTags(
                        known(frame.color_primaries()), known(frame.color_trc()), rgb ? matrix : known(matrix), full)
                .orGuess(frame.height());
    }

    private static int known(int codePoint) {
        boolean reserved = codePoint == 0 || codePoint == 3;
        return reserved ? ColorTags.UNKNOWN : codePoint;
    }

    private static Orientation orientation(AVStream stream, AVFrame first) {
        AVPacketSideData container = av_packet_side_data_get(
                stream.codecpar().coded_side_data(), stream.codecpar().nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
        AVFrameSideData picture = av_frame_get_side_data(first, AV_FRAME_DATA_DISPLAYMATRIX);
        BytePointer data = container != null ? container.data() : picture != null ? picture.data() : null;
        if (data == null) {
            return Orientation.UPRIGHT;
        }
        int[] matrix = new int[9];
        new IntPointer(data).get(matrix);
        return Orientation.ofDisplayMatrix(matrix);
    }

    private static long origin(Demuxer demuxer, AVFrame first, Rational timeBase) {
        if (demuxer.isJumpy() && demuxer.context().start_time() != FFmpeg.NO_TIME) {
            return MICROSECONDS.convert(demuxer.context().start_time(), timeBase);
        }
        long ticks = first.best_effort_timestamp();
        return ticks == FFmpeg.NO_TIME ? 0 : Math.min(0, ticks);
    }

    private static long frames(AVStream stream, Rational frameRate, double seconds) {
        return stream.nb_frames() > 0 ? stream.nb_frames() : Math.round(seconds * frameRate.toDouble());
    }

    private static Track track(AVStream stream) {
        int type = stream.codecpar().codec_type();
        boolean picture = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        Track.Kind kind = Track.Kind.DATA;
        if (type == AVMEDIA_TYPE_AUDIO) {
            kind = Track.Kind.AUDIO;
        } else if (type == AVMEDIA_TYPE_SUBTITLE) {
            kind = Track.Kind.SUBTITLE;
        } else if (type == AVMEDIA_TYPE_ATTACHMENT) {
            kind = Track.Kind.ATTACHMENT;
        } else if (type == AVMEDIA_TYPE_VIDEO) {
            kind = picture ? Track.Kind.PICTURE : Track.Kind.VIDEO;
        }
        AVDictionaryEntry language = av_dict_get(stream.metadata(), "language", null, 0);
        return new Track(
                stream.index(),
                kind,
                FFmpeg.string(avcodec_get_name(stream.codecpar().codec_id())),
                language == null ? "" : FFmpeg.string(language.value()));
    }
}
