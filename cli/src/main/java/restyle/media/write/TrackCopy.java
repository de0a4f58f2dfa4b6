package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.av_get_audio_frame_duration2;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_delta;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import restyle.media.OutputFormat;
import restyle.media.Rational;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Muxer;
import restyle.media.codec.NativeResources;

/**
 * Takes sound, subtitles and whatever else a file has beside its picture into another one: packet by packet, untouched unless sound is to be converted. Reads
 * the source a second time, only as far as the picture has come.
 */
final class TrackCopy implements AutoCloseable {

    /** How much sound a decoder may need before it gives what was encoded. */
    private static final Rational SECOND = Rational.ONE;

    private final Path file;
    private final VideoInfo source;
    private final Muxer muxer;
    private final NativeResources natives = new NativeResources();
    private final Demuxer demuxer;
    private final AVPacket packet;
    private final Map<Integer, Route> routes;
    private final Consumer<String> notices;
    private final boolean cut;
    private boolean pending;
    private long origin;
    private long refused;

    /**
     * Adds the streams that the muxer's kind of file can hold; the header must not be written yet.
     *
     * @param picture the stream of the output that holds the picture
     * @param left is told what does not go along
     * @param notices is told, at the end, what was damaged
     * @throws VideoException if there is sound to be taken along and none of it can be
     */
    TrackCopy(
            VideoInfo source,
            Muxer muxer,
            AVStream picture,
            OutputFormat format,
            LeftOut left,
            Consumer<String> notices) {
        this.file = source.file().orElseThrow();
        this.source = source;
        this.muxer = muxer;
        this.notices = notices;
        cut = format.cut();
        try {
            demuxer = natives.keep(Demuxer.open(file), Demuxer::close);
            packet = natives.keep(av_packet_alloc(), p -> av_packet_free(p));
            routes = new TrackPlan(file, source, demuxer, muxer, picture, format, left, natives).routes();
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    /** Returns the source, for what it says about itself. */
    Demuxer demuxer() {
        return demuxer;
    }

    /**
     * Says where time starts; to be called before anything is copied.
     *
     * @param ticks what becomes time 0, in units of the source's video time base
     */
    void startAt(long ticks) {
        origin = ticks;
        if (cut) {
            double seconds = ticks * source.timeBase().toDouble();
            routes.values().forEach(route -> route.converter().ifPresent(converter -> converter.startAt(seconds)));
        }
    }

    /** Copies what begins before a time, in units of the source's video time base. */
    void copyUntil(long ticks) {
        copy(OptionalLong.of(ticks));
    }

    /** Ends every track where the copying has come to, and says what of them was damaged. */
    void finish() {
        for (Route route : routes.values()) {
            route.converter().ifPresent(converter -> {
                converter.finish(sound -> writeConverted(sound, route));
                refused += converter.damaged();
            });
        }
        if (!routes.isEmpty() && demuxer.wasChanged()) {
            notices.accept(
                    file
                            + " was changed while what is beside its picture was read; some of it may be missing, or of another version");
        }
        if (refused > 0) {
            notices.accept("%s is damaged: %d pieces of what is beside its picture were unreadable and are left out"
                    .formatted(file, refused));
        }
    }

    /** Copies all that is left. */
    void copyRest() {
        copy(OptionalLong.empty());
    }

    private void copy(OptionalLong end) {
        while (pending || demuxer.read(packet)) {
            pending = true;
            Route route = routes.get(packet.stream_index());
            if (route != null && !copy(route, end)) {
                return;
            }
            av_packet_unref(packet);
            pending = false;
        }
    }

    /** Copies the packet, or drops it if it belongs before the start; false if its turn has not come. */
    private boolean copy(Route route, OptionalLong end) {
        long time = packet.dts() == FFmpeg.NO_TIME ? packet.pts() : packet.dts();
        if (route.attached()) {
            return true;
        }
        if (route.timeless() || time == FFmpeg.NO_TIME) {
            write(route, route.timeBase());
            return true;
        }
        if (end.isPresent() && time >= source.timeBase().convert(end.getAsLong(), route.timeBase())) {
            return false;
        }
        long start = source.timeBase().convert(origin, route.timeBase());
        if (route.converter().isPresent()) {
            if (!cut || time >= start - SECOND.convert(1, route.timeBase())) {
                route.converter().get().convert(packet, sound -> writeConverted(sound, route));
            }
        } else if (!cut || time >= start) {
            packet.pts(packet.pts() == FFmpeg.NO_TIME ? FFmpeg.NO_TIME : packet.pts() - start)
                    .dts(time - start);
            write(route, space(route));
        }
        return true;
    }

    private void write(Route route, Rational timeBase) {
        if (!muxer.offer(packet, route.to(), timeBase)) {
            refused++;
        }
    }

    private void writeConverted(AVPacket sound, Route route) {
        Rational timeBase = route.converter().orElseThrow().timeBase();
        long start = source.timeBase().convert(origin, timeBase);
        sound.pts(sound.pts() - start).dts(sound.dts() - start);
        muxer.write(sound, route.to(), timeBase);
    }

    /**
     * Spaces the packets of a sound track by their samples where the source's times are coarser than that (Matroska), or sound
     * would be laid down with tiny gaps and overlaps.
     *
     * @return what the packet's times count in now
     */
    private Rational space(Route route) {
        AVCodecParameters sound = route.to().codecpar();
        int count = av_get_audio_frame_duration2(sound, packet.size());
        boolean coarse = sound.sample_rate() > 0
                && (long) route.timeBase().num() * sound.sample_rate()
                        > route.timeBase().den();
        if (!coarse || count <= 0 || sound.codec_type() != AVMEDIA_TYPE_AUDIO) {
            return route.timeBase();
        }
        AVRational from = av_make_q(route.timeBase().num(), route.timeBase().den());
        AVRational sample = av_make_q(1, sound.sample_rate());
        long time = av_rescale_delta(from, packet.dts(), sample, count, route.samples(), sample);
        packet.dts(time).pts(time).duration(count);
        return new Rational(1, sound.sample_rate());
    }

    /** Returns whether a picture goes along, which files of the QuickTime family keep among the iTunes keys only. */
    boolean hasCover() {
        return routes.values().stream().anyMatch(Route::timeless);
    }

    @Override
    public void close() {
        natives.close();
    }
}
