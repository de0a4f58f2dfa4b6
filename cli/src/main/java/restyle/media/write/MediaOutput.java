package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import restyle.files.AtomicFile;
import restyle.media.Container;
import restyle.media.Extra;
import restyle.media.OutputFormat;
import restyle.media.Rational;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.codec.EncoderKind;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Metadata;
import restyle.media.codec.Muxer;
import restyle.media.codec.NativeResources;
import restyle.media.codec.VideoCodec;
import restyle.media.codec.VideoEncoder;

/** What a video file is made with: the encoder, the file with its header, and the source's other tracks. */
final class MediaOutput implements AutoCloseable {

    /** How QuickTime knows H.265 (FFmpeg's number of {@code hvc1}); its other name {@code hev1} Apple's players refuse. */
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

    private final Path target;
    private final VideoInfo source;
    private final OutputFormat format;
    private final LeftOut left;
    private final NativeResources natives = new NativeResources();
    private final VideoEncoder encoder;
    private final Muxer muxer;
    private final AVStream stream;
    private final Optional<TrackCopy> tracks;

    /**
     * Opens everything and writes the header, so that what can fail fails now.
     *
     * @param target the name to show in messages
     * @param content where to write; stays the caller's; empty to try it in memory
     */
    MediaOutput(
            Path target,
            Optional<AtomicFile> content,
            Container container,
            VideoInfo source,
            OutputFormat format,
            Consumer<String> notices) {
        this.target = target;
        this.source = source;
        this.format = format;
        left = new LeftOut(source.file().orElse(target));
        try {
            encoder = natives.keep(encoder(target, container, source, format), VideoEncoder::close);
            muxer = natives.keep(
                    content.map(at -> new Muxer(target, at.path(), at.content(), container))
                            .orElseGet(() -> Muxer.inMemory(target, container)),
                    Muxer::close);
            stream = video();
            tracks = source.file()
                    .map(file -> natives.keep(
                            new TrackCopy(source, muxer, stream, format, left, notices), TrackCopy::close));
            describe();
            left.addExtras(source, Optional.of(container));
            left.tell(notices);
            muxer.start();
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    private static VideoEncoder encoder(Path target, Container container, VideoInfo source, OutputFormat format) {
        FFmpeg.load();
        VideoCodec codec = VideoCodec.named(format.codec().orElse(container.usual()));
        EncoderKind kind = codec.encoder();
        if (!Muxer.holds(container, avcodec_find_encoder_by_name(kind.name()).id())) {
            throw new VideoException(
                    "%s: a %s file cannot hold %s; %s".formatted(target, container, codec, container.advice()));
        }
        return new VideoEncoder(target, kind, source, format, Muxer.wantsGlobalHeader(container));
    }

    private AVStream video() {
        AVCodecContext from = encoder.context();
        AVStream video = muxer.addStream();
        AVCodecParameters parameters = video.codecpar();
        FFmpeg.check(avcodec_parameters_from_context(parameters, from), target, "cannot be described");
        // What was padded to even sides is not shown; H.264 decoders and players go by the container's size.
        parameters.width(source.width()).height(source.height());
        if (from.codec_id() == AV_CODEC_ID_HEVC && muxer.container().isQuickTime()) {
            parameters.codec_tag(HVC1);
        }
        video.time_base(fraction(source.timeBase()));
        video.avg_frame_rate(fraction(source.frameRate()));
        video.sample_aspect_ratio(fraction(source.sampleAspect()));
        video.disposition(AV_DISPOSITION_DEFAULT);
        for (Extra extra : source.extras()) {
            if (LeftOut.keeps(extra, source, Optional.of(muxer.container()))) {
                ExtraData.add(parameters, extra);
            }
        }
        return video;
    }

    private void describe() {
        Map<String, String> about = new TreeMap<>();
        tracks.ifPresent(copy -> {
            AVFormatContext from = copy.demuxer().context();
            AVStream picture = copy.demuxer().stream(copy.demuxer().mainVideo());
            about.putAll(Metadata.read(from.metadata()));
            Map<String, String> aboutPicture = Metadata.read(picture.metadata());
            leaveOutTimes(from, about, aboutPicture);
            if (!format.cut()) {
                Chapters.copy(from, muxer.context(), source.originTicks(), source.timeBase());
            }
            stream.metadata(Metadata.toNative(aboutPicture));
            stream.disposition(picture.disposition() | AV_DISPOSITION_DEFAULT);
            if (copy.hasCover() && !Metadata.fitsItunes(about)) {
                Metadata.keepItunes(about)
                        .forEach(key -> left.add(target + " can keep only common keys beside a cover picture", key));
            }
        });
        muxer.context().metadata(Metadata.toNative(about));
    }

    /** Chapters and time code are true of whole clips, and moving pictures without sound have no room for them. */
    private void leaveOutTimes(AVFormatContext from, Map<String, String> about, Map<String, String> aboutPicture) {
        boolean animation = muxer.container().isAnimation();
        if (!format.cut() && !animation) {
            return;
        }
        String reason = animation
                ? "not copied, because %s cannot hold it".formatted(muxer.container())
                : "left out, because the output is a part of the clip";
        if (from.nb_chapters() > 0) {
            left.add(reason, from.nb_chapters() == 1 ? "1 chapter" : from.nb_chapters() + " chapters");
        }
        String wholeTimecode = about.remove("timecode");
        String timecode = aboutPicture.remove("timecode");
        if (timecode != null || wholeTimecode != null) {
            left.add(reason, "time code " + (timecode == null ? wholeTimecode : timecode));
        }
    }

    VideoEncoder encoder() {
        return encoder;
    }

    Muxer muxer() {
        return muxer;
    }

    /** Returns the stream of the picture. */
    AVStream stream() {
        return stream;
    }

    /** Returns the source's other tracks, if it is a file. */
    Optional<TrackCopy> tracks() {
        return tracks;
    }

    private static AVRational fraction(Rational value) {
        return av_make_q(value.num(), value.den());
    }

    @Override
    public void close() {
        natives.close();
    }
}
