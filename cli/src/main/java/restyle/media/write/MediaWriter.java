package restyle.media.write;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import restyle.files.AtomicFile;
import restyle.media.Container;
import restyle.media.OutputFormat;
import restyle.media.Rational;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.VideoWriter;
import restyle.plugins.Frame;

/** Writes a video file: encodes the frames and brings the source's other tracks along as far as the picture has come. */
final class MediaWriter implements VideoWriter {

    private final Path target;
    private final VideoInfo source;
    private final OutputFormat format;
    private final AtomicFile partial;
    private final MediaOutput output;
    private final Optional<GifPace> pace;
    private final Consumer<String> notices;
    private boolean started;
    private boolean warnedOfPace;
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
        partial = AtomicFile.create(target);
        try {
            output = new MediaOutput(target, Optional.of(partial), container, source, format, notices);
        } catch (RuntimeException | Error e) {
            partial.close();
            throw e;
        }
    }

    /** @see VideoWriters#check */
    static void check(Path target, Container container, VideoInfo source, OutputFormat format) {
        new MediaOutput(target, Optional.empty(), container, source, format, notice -> {}).close();
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
            warnOfPace();
            return;
        }
        lastTicks = ticks;
        output.encoder().encode(frame, ticks - origin, durationTicks, this::mux);
        output.tracks().ifPresent(tracks -> tracks.copyUntil(ticks));
    }

    private void warnOfPace() {
        if (!warnedOfPace) {
            notices.accept(target + ": a GIF shows at most 50 frames per second; frames that come faster are left out");
            warnedOfPace = true;
        }
    }

    private void start(long ticks) {
        origin = format.cut() ? ticks : source.originTicks();
        output.tracks().ifPresent(tracks -> tracks.startAt(origin));
        started = true;
    }

    private void mux(AVPacket packet) {
        output.muxer().write(packet, output.stream(), source.timeBase());
    }

    @Override
    public void commit() {
        if (!started) {
            throw new VideoException(target + ": there is no frame to write");
        }
        output.encoder().finish(this::mux);
        output.tracks().ifPresent(this::finish);
        output.muxer()
                .showLastFor(pace.map(gif -> Long.toString(gif.untilEnd(endTicks - origin)))
                        .orElseGet(() -> seconds(Math.max(1, endTicks - lastTicks))));
        output.muxer().finish();
        partial.commit();
    }

    private void finish(TrackCopy tracks) {
        if (format.cut()) {
            tracks.copyUntil(endTicks);
        } else {
            tracks.copyRest();
        }
        tracks.finish();
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

    @Override
    public void close() {
        output.close();
        partial.close();
    }
}
