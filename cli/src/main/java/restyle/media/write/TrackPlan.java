package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bytedeco.ffmpeg.avformat.AVStream;
import restyle.media.AudioMode;
import restyle.media.Container;
import restyle.media.OutputFormat;
import restyle.media.Rational;
import restyle.media.Track;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Muxer;
import restyle.media.codec.NativeResources;
import restyle.media.codec.SoundConverter;

/** Decides what becomes of each track of a source, and adds the streams that take them; the header must not be written yet. */
final class TrackPlan {

    private final Path file;
    private final VideoInfo source;
    private final Demuxer demuxer;
    private final Muxer muxer;
    private final AVStream picture;
    private final OutputFormat format;
    private final LeftOut left;
    private final NativeResources natives;
    private final TrackStreams streams;
    private final Map<Integer, Route> routes = new HashMap<>();
    private final Set<String> reasons = new TreeSet<>();

    /**
     * @param demuxer of the source; what is not wanted of it is discarded
     * @param picture the stream of the output that holds the picture
     * @param left is told what does not go along
     * @param natives keeps what is opened
     */
    TrackPlan(
            Path file,
            VideoInfo source,
            Demuxer demuxer,
            Muxer muxer,
            AVStream picture,
            OutputFormat format,
            LeftOut left,
            NativeResources natives) {
        this.file = file;
        this.source = source;
        this.demuxer = demuxer;
        this.muxer = muxer;
        this.picture = picture;
        this.format = format;
        this.left = left;
        this.natives = natives;
        streams = new TrackStreams(demuxer, muxer);
    }

    /**
     * Makes the routes, by the numbers of the source's streams.
     *
     * @throws VideoException if there is sound to be taken along and none of it can be
     */
    Map<Integer, Route> routes() {
        boolean silent = format.audio() == AudioMode.NONE;
        try (TrackProbe probe = new TrackProbe(file, silent ? withoutSound() : source)) {
            boolean lost = false;
            for (Track track : source.tracks()) {
                boolean sound = track.kind() == Track.Kind.AUDIO;
                if (!(sound && silent) && !streams.travelsOtherwise(track)) {
                    route(track, probe);
                    lost |= sound && probe.hasPackets(track) && !routes.containsKey(track.index());
                }
                if (!routes.containsKey(track.index())) {
                    demuxer.discard(track.index());
                }
            }
            boolean kept =
                    source.tracks(Track.Kind.AUDIO).stream().anyMatch(track -> routes.containsKey(track.index()));
            if (lost && !kept && !muxer.container().isAnimation()) {
                throw refusal();
            }
        }
        demuxer.discard(demuxer.mainVideo());
        return routes;
    }

    private VideoInfo withoutSound() {
        return new VideoInfo(
                source.file(),
                source.shape(),
                source.timing(),
                source.coding(),
                source.firstNumber(),
                source.tracks().stream()
                        .filter(track -> track.kind() != Track.Kind.AUDIO)
                        .toList(),
                source.extras());
    }

    private void route(Track track, TrackProbe probe) {
        boolean sound = track.kind() == Track.Kind.AUDIO;
        if (sound && !probe.hasPackets(track)) {
            left.add("left out, because nothing of it ever comes", track);
        } else if (sound && converts(track)) {
            convert(track);
        } else if (!streams.fits(track)) {
            left.add("not copied, because %s cannot hold it".formatted(muxer.container()), track);
        } else {
            Optional<String> failure = probe.failure(track, file, muxer.container(), picture);
            failure.ifPresentOrElse(why -> leave(track, why), () -> copy(track, Math.min(0, probe.firstTime(track))));
        }
    }

    private void leave(Track track, String why) {
        left.add("not copied, because trying it failed (%s)".formatted(why), track);
        reasons.add(why);
    }

    /** Sound that has the wanted coding already is copied. */
    private boolean converts(Track track) {
        AudioMode mode = format.audio();
        boolean same = mode == AudioMode.PCM
                ? track.codec().startsWith("pcm_s16")
                : track.codec().equals(mode.toString());
        return mode.converts() && !muxer.container().isAnimation() && !(same && streams.fits(track));
    }

    private void convert(Track track) {
        AudioMode mode = format.audio();
        if (!Muxer.holds(muxer.container(), mode)) {
            throw new VideoException("--audio %s: a %s file cannot hold it; choose %s"
                    .formatted(mode, muxer.container(), others("none")));
        }
        boolean header = Muxer.wantsGlobalHeader(muxer.container());
        SoundConverter converter = natives.keep(
                new SoundConverter(file, demuxer.stream(track.index()), mode, header), SoundConverter::close);
        AVStream to = streams.add(track, converter);
        routes.put(
                track.index(),
                new Route(to, timeBase(track), false, false, new long[] {FFmpeg.NO_TIME}, Optional.of(converter)));
    }

    /** Sound that begins before 0 does so because its decoder needs a start that is not heard; Matroska has a field for its length. */
    private void copy(Track track, long firstTime) {
        Rational timeBase = timeBase(track);
        boolean says = !muxer.container().isQuickTime() && !format.cut();
        Rational sample = new Rational(
                1, Math.max(1, demuxer.stream(track.index()).codecpar().sample_rate()));
        AVStream to = streams.add(track, says ? (int) timeBase.convert(-firstTime, sample) : 0);
        boolean attached = to.codecpar().codec_type() == AVMEDIA_TYPE_ATTACHMENT;
        boolean timeless = track.kind() == Track.Kind.PICTURE && !attached;
        long[] samples = {FFmpeg.NO_TIME};
        routes.put(track.index(), new Route(to, timeBase, attached, timeless, samples, Optional.empty()));
    }

    private Rational timeBase(Track track) {
        return FFmpeg.rational(demuxer.stream(track.index()).time_base(), Rational.ONE);
    }

    private VideoException refusal() {
        String names =
                source.tracks(Track.Kind.AUDIO).stream().map(Track::toString).collect(Collectors.joining(", "));
        boolean matroska = muxer.container() == Container.MATROSKA;
        String why = reasons.isEmpty() ? "" : " (%s)".formatted(String.join(", ", reasons));
        return new VideoException(
                "%s: its sound (%s) cannot be copied into %s%s; convert it with --audio %s%s, or drop it with --audio none"
                        .formatted(
                                file,
                                names,
                                muxer.container(),
                                why,
                                others("aac"),
                                matroska ? "" : ", write .mkv, which holds nearly everything"));
    }

    private String others(String ifNone) {
        return Arrays.stream(AudioMode.values())
                .filter(mode -> mode.converts() && Muxer.holds(muxer.container(), mode))
                .map(AudioMode::toString)
                .reduce((a, b) -> a + " or " + b)
                .orElse(ifNone);
    }
}
