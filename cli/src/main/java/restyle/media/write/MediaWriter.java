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
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import restyle.files.AtomicFile;
import restyle.files.FileFailure;
import restyle.media.Container;
import restyle.media.OutputFormat;
import restyle.media.Rational;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;
import restyle.media.codec.EncoderKind;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Metadata;
import restyle.media.codec.Muxer;
import restyle.media.codec.VideoCodec;
import restyle.media.codec.VideoEncoder;
import restyle.plugins.Frame;

/** Writes a video file: encodes the frames and brings the source's other tracks along as far as the picture has come. */
final class MediaWriter implements VideoWriter {

    /** How QuickTime knows H.265 (FFmpeg's number of {@code hvc1}); its other name {@code hev1} Apple's players refuse. */
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

    private final Path target;
    private final VideoInfo source;
    private final OutputFormat format;
    private final AtomicFile partial;
    private final VideoEncoder encoder;
    private Muxer muxer;
    private AVStream stream;
    private TrackCopy tracks;
    private final Optional<GifPace> pace;
    private final Consumer<String> notices;
    private boolean started;
    private boolean toldPace;
    private long origin;
    private long lastTicks = Long.MIN_VALUE;
    private long endTicks;

    /**
     * @param container what kind of file the target becomes
     * @see VideoWriters#create
     */
    MediaWriter(Path target, Container container, VideoInfo source, OutputFormat format, Consumer<String> notices) {
        this.target = target;
        this.source = source;
        this.format = format;
        this.notices = notices;
        pace = container == Container.GIF ? Optional.of(new GifPace(source.timeBase())) : Optional.empty();
        encoder = encoder(target, container, source, format);
        partial = partialFile(target);
        try {
            muxer = new Muxer(target, partial.path(), partial.content(), container);
            addVideo();
            if (source.file().isPresent()) {
                tracks = new TrackCopy(source.file().get(), source, muxer, format, notices);
            }
            describe(notices);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @see VideoWriters#check */
    static void check(Path target, Container container, VideoInfo source, OutputFormat format) {
        encoder(target, container, source, format).close();
    }

    private AtomicFile partialFile(Path file) {
        try {
            return AtomicFile.create(file);
        } catch (FileFailure e) {
            encoder.close();
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

    private void addVideo() {
        AVCodecContext from = encoder.context();
        stream = muxer.addStream();
        AVCodecParameters parameters = stream.codecpar();
        FFmpeg.check(avcodec_parameters_from_context(parameters, from), target, "cannot be described");
        // What was padded to even sides is not shown; H.264 decoders and players go by the container's size.
        parameters.width(source.width()).height(source.height());
        if (from.codec_id() == AV_CODEC_ID_HEVC && muxer.container().isQuickTime()) {
            parameters.codec_tag(HVC1);
        }
        stream.time_base(fraction(source.timeBase()));
        stream.avg_frame_rate(fraction(source.frameRate()));
        stream.sample_aspect_ratio(fraction(source.sampleAspect()));
        stream.disposition(AV_DISPOSITION_DEFAULT);
    }

    private void describe(Consumer<String> notices) {
        Map<String, String> about = new TreeMap<>();
        if (tracks != null) {
            AVFormatContext from = tracks.demuxer().context();
            AVStream picture = tracks.demuxer().stream(tracks.demuxer().mainVideo());
            about.putAll(Metadata.read(from.metadata()));
            Map<String, String> aboutPicture = Metadata.read(picture.metadata());
            if (format.cut()) {
                about.remove("timecode");
                aboutPicture.remove("timecode");
            } else {
                Chapters.copy(from, muxer.context(), source.originTicks(), source.timeBase());
            }
            stream.metadata(Metadata.toNative(aboutPicture));
        }
        about.putAll(format.metadata());
        if (tracks != null && tracks.hasCover() && !Metadata.fitsItunes(about)) {
            notices.accept("%s: beside a cover picture only common keys can be kept; left out: %s"
                    .formatted(target, String.join(", ", Metadata.keepItunes(about))));
        }
        muxer.context().metadata(Metadata.toNative(about));
    }

    @Override
    public void write(Frame frame, long ticks, long durationTicks) {
        if (ticks <= lastTicks) {
            throw new IllegalArgumentException("frame at tick %d after tick %d".formatted(ticks, lastTicks));
        }
        if (!started) {
            start(ticks);
        }
        endTicks = ticks + durationTicks;
        if (pace.isPresent() && !pace.get().shows(ticks - origin)) {
            tellPace();
            return;
        }
        lastTicks = ticks;
        encoder.encode(frame, ticks - origin, durationTicks, this::mux);
        if (tracks != null) {
            tracks.copyUntil(ticks);
        }
    }

    private void tellPace() {
        if (!toldPace) {
            notices.accept(target + ": a GIF shows at most 50 frames per second; frames that come faster are left out");
            toldPace = true;
        }
    }

    private void start(long ticks) {
        origin = format.cut() ? ticks : source.originTicks();
        if (tracks != null) {
            tracks.startAt(origin);
        }
        muxer.start();
        started = true;
    }

    private void mux(AVPacket packet) {
        muxer.write(packet, stream, source.timeBase());
    }

    @Override
    public void commit() {
        if (!started) {
            throw new VideoException(target + ": there is no frame to write");
        }
        encoder.finish(this::mux);
        if (tracks != null && format.cut()) {
            tracks.copyUntil(endTicks);
        } else if (tracks != null) {
            tracks.copyRest();
        }
        muxer.showLastFor(pace.map(gif -> Long.toString(gif.untilEnd(endTicks - origin)))
                .orElseGet(() -> seconds(Math.max(1, endTicks - lastTicks))));
        muxer.finish();
        partial.commit();
    }

    /** A fraction whose terms have 16 bits, which is all that APNG has for one. */
    private String seconds(long ticks) {
        Rational exact =
                Rational.of(ticks * source.timeBase().num(), source.timeBase().den());
        boolean fits = exact.num() < 1 << 16 && exact.den() < 1 << 16;
        Rational millis = new Rational(1, 1000);
        return fits
                ? exact.num() + "/" + exact.den()
                : Math.min(0xFFFF, source.timeBase().convert(ticks, millis)) + "/1000";
    }

    private static AVRational fraction(Rational value) {
        return av_make_q(value.num(), value.den());
    }

    @Override
    public void close() {
        if (tracks != null) {
            tracks.close();
        }
        encoder.close();
        if (muxer != null) {
            muxer.close();
        }
        partial.close();
    }
}
