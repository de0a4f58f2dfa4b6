package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import restyle.media.Container;
import restyle.media.Rational;
import restyle.media.Track;
import restyle.media.VideoException;
import restyle.media.VideoInfo;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Muxer;
import restyle.media.codec.NativeResources;

/**
 * Tries, before the first frame is made, what could go wrong with a source's tracks only when all the work is done: reads the first packet
 * of each sound track, and puts each track into a file of the output's kind in memory. Sound that is announced and never comes is looked
 * for to the end of the file.
 */
final class TrackProbe implements AutoCloseable {

    private final NativeResources natives = new NativeResources();
    private final Map<Integer, AVPacket> firstPackets = new HashMap<>();
    private final Demuxer demuxer;

    TrackProbe(Path file, VideoInfo source) {
        try {
            demuxer = natives.keep(Demuxer.open(file), Demuxer::close);
            demuxer.discard(demuxer.mainVideo());
            AVPacket packet = natives.keep(av_packet_alloc(), p -> av_packet_free(p));
            List<Track> sound = source.tracks(Track.Kind.AUDIO);
            while (!sound.stream().allMatch(this::hasPackets) && demuxer.read(packet)) {
                if (!firstPackets.containsKey(packet.stream_index())) {
                    firstPackets.put(
                            packet.stream_index(), natives.keep(av_packet_clone(packet), p -> av_packet_free(p)));
                }
                av_packet_unref(packet);
            }
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    /** Returns whether a track has a packet; certain for sound only. */
    boolean hasPackets(Track track) {
        return firstPackets.containsKey(track.index());
    }

    /** Returns when a sound track begins, in ticks of its stream; 0 if that is not known. */
    long firstTime(Track track) {
        AVPacket first = firstPackets.get(track.index());
        return first == null || first.pts() == FFmpeg.NO_TIME ? 0 : first.pts();
    }

    /**
     * Tries to copy a track.
     *
     * @param target the name to show in messages
     * @param picture the stream of the output beside which it will be
     * @return why it cannot be done, if it cannot
     */
    Optional<String> failure(Track track, Path target, Container container, AVStream picture) {
        try (Muxer trial = Muxer.inMemory(target, container)) {
            AVStream beside = trial.addStream();
            avcodec_parameters_copy(beside.codecpar(), picture.codecpar());
            beside.time_base(picture.time_base());
            beside.sample_aspect_ratio(picture.sample_aspect_ratio());
            AVStream to = new TrackStreams(demuxer, trial).add(track, 0);
            trial.start();
            AVPacket first = firstPackets.get(track.index());
            // What becomes an attachment lies in the header whole.
            if (first != null && to.codecpar().codec_type() != AVMEDIA_TYPE_ATTACHMENT) {
                write(
                        first,
                        trial,
                        to,
                        FFmpeg.rational(demuxer.stream(track.index()).time_base(), Rational.ONE));
            }
            trial.finish();
            return Optional.empty();
        } catch (VideoException e) {
            return Optional.of(e.getMessage().replace(target + ": ", ""));
        }
    }

    private static void write(AVPacket first, Muxer trial, AVStream to, Rational timeBase) {
        AVPacket packet = av_packet_clone(first);
        try {
            packet.pts(0).dts(0);
            trial.write(packet, to, timeBase);
        } finally {
            av_packet_free(packet);
        }
    }

    @Override
    public void close() {
        natives.close();
    }
}
