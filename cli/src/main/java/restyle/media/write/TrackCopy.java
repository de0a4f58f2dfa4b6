package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.av_get_audio_frame_duration2;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_delta;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import restyle.media.Container;
import restyle.media.OutputFormat;
import restyle.media.Rational;
import restyle.media.Track;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Muxer;

/**
 * Takes sound, subtitles and whatever else a file has beside its picture into another one: packet by packet, untouched. Reads
 * the source a second time, only as far as the picture has come.
 */
final class TrackCopy implements AutoCloseable {

    private static final int PACKETS_TO_LOOK_AT = 1000;

    /**
     * A stream on its way.
     *
     * @param timeBase what the source's packets count in
     * @param attached whether it lies in the header already
     * @param timeless whether it is shown all the time, like a cover
     * @param samples counts the samples of sound for {@link #space}
     */
    private record Route(AVStream to, Rational timeBase, boolean attached, boolean timeless, long[] samples) {}

    private final VideoInfo source;
    private final Muxer muxer;
    private final Demuxer demuxer;
    private final TrackStreams streams;
    private final AVPacket packet;
    private final Map<Integer, Route> routes = new HashMap<>();
    private final Map<Integer, Long> firstTimes;
    private final boolean cut;
    private boolean pending;
    private long origin;

    /**
     * Adds the streams that the muxer's kind of file can hold; the header must not be written yet.
     *
     * @throws VideoException if there is sound to be copied and none of it fits
     */
    TrackCopy(Path file, VideoInfo source, Muxer muxer, OutputFormat format, Consumer<String> notices) {
        this.source = source;
        this.muxer = muxer;
        cut = format.cut();
        firstTimes = muxer.container().isQuickTime() || cut ? Map.of() : firstTimes(file, source);
        demuxer = Demuxer.open(file);
        streams = new TrackStreams(demuxer, muxer);
        packet = av_packet_alloc();
        try {
            report(file, routeAll(format.copyAudio()), format.copyAudio(), notices);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Gives back the tracks that do not fit. */
    private List<Track> routeAll(boolean copyAudio) {
        List<Track> left = new ArrayList<>();
        for (Track track : source.tracks()) {
            boolean wanted = (copyAudio || track.kind() != Track.Kind.AUDIO) && !streams.travelsOtherwise(track);
            if (wanted && streams.fits(track)) {
                route(track);
            } else {
                demuxer.discard(track.index());
            }
            if (wanted && !routes.containsKey(track.index())) {
                left.add(track);
            }
        }
        demuxer.discard(demuxer.mainVideo());
        return left;
    }

    /**
     * Says where each sound track begins. Sound that begins before 0 does so because its decoder needs a start that is not
     * heard; Matroska has a field for its length and would otherwise make the whole clip begin later.
     */
    private static Map<Integer, Long> firstTimes(Path file, VideoInfo source) {
        Map<Integer, Long> times = new HashMap<>();
        AVPacket packet = av_packet_alloc();
        try (Demuxer demuxer = Demuxer.open(file)) {
            demuxer.discard(demuxer.mainVideo());
            int tracks = source.tracks(Track.Kind.AUDIO).size();
            for (int i = 0; i < PACKETS_TO_LOOK_AT && times.size() < tracks && demuxer.read(packet); i++) {
                boolean sound = demuxer.stream(packet.stream_index()).codecpar().codec_type() == AVMEDIA_TYPE_AUDIO;
                if (sound && packet.pts() != FFmpeg.NO_TIME) {
                    times.putIfAbsent(packet.stream_index(), packet.pts());
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        return times;
    }

    private void report(Path file, List<Track> left, boolean copyAudio, Consumer<String> notices) {
        if (left.isEmpty()) {
            return;
        }
        boolean hasAudio = copyAudio && !source.tracks(Track.Kind.AUDIO).isEmpty();
        boolean keepsAudio =
                source.tracks(Track.Kind.AUDIO).stream().anyMatch(track -> routes.containsKey(track.index()));
        if (hasAudio && !keepsAudio && !muxer.container().isAnimation()) {
            boolean matroska = muxer.container() == Container.MATROSKA;
            throw new VideoException("%s: its sound (%s) cannot be copied into %s; %s, or drop it with --audio none"
                    .formatted(
                            file,
                            names(source.tracks(Track.Kind.AUDIO)),
                            muxer.container(),
                            matroska ? "convert it first" : "write .mkv, which holds nearly everything"));
        }
        notices.accept("%s: not copied, because %s cannot hold it: %s".formatted(file, muxer.container(), names(left)));
    }

    private static String names(List<Track> tracks) {
        return tracks.stream().map(Track::toString).collect(Collectors.joining(", "));
    }

    private void route(Track track) {
        Rational timeBase = FFmpeg.rational(demuxer.stream(track.index()).time_base(), Rational.ONE);
        Rational sample = new Rational(
                1, Math.max(1, demuxer.stream(track.index()).codecpar().sample_rate()));
        long primed = Math.min(0, firstTimes.getOrDefault(track.index(), 0L));
        AVStream to = streams.add(track, (int) timeBase.convert(-primed, sample));
        boolean attached = to.codecpar().codec_type() == AVMEDIA_TYPE_ATTACHMENT;
        boolean timeless = track.kind() == Track.Kind.PICTURE && !attached;
        routes.put(track.index(), new Route(to, timeBase, attached, timeless, new long[] {FFmpeg.NO_TIME}));
    }

    /** The source, for what it says about itself. */
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
    }

    /** Copies what begins before a time, in units of the source's video time base. */
    void copyUntil(long ticks) {
        copy(OptionalLong.of(ticks));
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
            muxer.write(packet, route.to(), route.timeBase());
            return true;
        }
        if (end.isPresent() && time >= source.timeBase().convert(end.getAsLong(), route.timeBase())) {
            return false;
        }
        long start = source.timeBase().convert(origin, route.timeBase());
        if (!cut || time >= start) {
            packet.pts(packet.pts() == FFmpeg.NO_TIME ? FFmpeg.NO_TIME : packet.pts() - start)
                    .dts(time - start);
            muxer.write(packet, route.to(), space(route));
        }
        return true;
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

    /** Whether a picture goes along, which files of the QuickTime family keep among the iTunes keys only. */
    boolean hasCover() {
        return routes.values().stream().anyMatch(Route::timeless);
    }

    @Override
    public void close() {
        av_packet_free(packet);
        demuxer.close();
    }
}
