package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_ATTACHMENT;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_DATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import restyle.media.Container;
import restyle.media.Rational;
import restyle.media.Track;
import restyle.media.codec.Demuxer;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.Metadata;
import restyle.media.codec.Muxer;
import restyle.media.codec.SoundConverter;

/** The streams of an output that take a source's tracks, described as the source describes them. */
final class TrackStreams {

    private final Demuxer demuxer;
    private final Muxer muxer;

    TrackStreams(Demuxer demuxer, Muxer muxer) {
        this.demuxer = demuxer;
        this.muxer = muxer;
    }

    /**
     * Says whether a stream is one of chapter titles or time codes, which are made anew by the muxer from what the source's header
     * says.
     */
    boolean travelsOtherwise(Track track) {
        AVStream stream = demuxer.stream(track.index());
        boolean chapterTitles =
                demuxer.context().nb_chapters() > 0 && track.codec().equals("bin_data");
        boolean timecode = Metadata.read(stream.metadata()).containsKey("timecode");
        return stream.codecpar().codec_type() == AVMEDIA_TYPE_DATA && (chapterTitles || timecode);
    }

    boolean fits(Track track) {
        boolean matroska = muxer.container() == Container.MATROSKA;
        return switch (track.kind()) {
            case PICTURE -> matroska || muxer.container() == Container.MP4;
            case ATTACHMENT -> matroska;
            case AUDIO -> muxer.holdsSound(codec(track));
            default -> muxer.holds(codec(track));
        };
    }

    private int codec(Track track) {
        return demuxer.stream(track.index()).codecpar().codec_id();
    }

    /**
     * Adds the stream; the header must not be written yet.
     *
     * @param primedSamples how much sound comes before time 0, where the source does not say it otherwise
     */
    AVStream add(Track track, int primedSamples) {
        AVStream from = demuxer.stream(track.index());
        AVStream to = muxer.addStream();
        AVCodecParameters parameters = to.codecpar();
        avcodec_parameters_copy(parameters, from.codecpar());
        boolean sameFamily =
                demuxer.format().contains("mp4") && muxer.container().isQuickTime();
        if (!sameFamily || track.kind() != Track.Kind.DATA) {
            parameters.codec_tag(0);
        }
        if (parameters.initial_padding() == 0) {
            parameters.initial_padding(primedSamples);
        }
        if (track.kind() == Track.Kind.AUDIO && parameters.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            // AVI and WAV need not say what two channels are; MOV has to.
            av_channel_layout_default(
                    parameters.ch_layout(), parameters.ch_layout().nb_channels());
        }
        Rational timeBase = FFmpeg.rational(from.time_base(), Rational.ONE);
        to.time_base(av_make_q(timeBase.num(), timeBase.den()));
        to.disposition(from.disposition());
        Map<String, String> about = Metadata.read(from.metadata());
        if (track.kind() == Track.Kind.PICTURE && !muxer.container().isQuickTime()) {
            attach(from.attached_pic(), parameters, track, about);
            to.disposition(0);
        }
        to.metadata(Metadata.toNative(about));
        return to;
    }

    /** Adds the stream of a sound track that is converted; the header must not be written yet. */
    AVStream add(Track track, SoundConverter converter) {
        AVStream from = demuxer.stream(track.index());
        AVStream to = muxer.addStream();
        converter.describe(to.codecpar());
        Rational timeBase = converter.timeBase();
        to.time_base(av_make_q(timeBase.num(), timeBase.den()));
        to.disposition(from.disposition());
        to.metadata(Metadata.toNative(Metadata.read(from.metadata())));
        return to;
    }

    /** Matroska keeps a cover among its attachments, under the name that players look for. */
    private static void attach(AVPacket picture, AVCodecParameters parameters, Track track, Map<String, String> about) {
        int size = picture.size();
        BytePointer bytes = new BytePointer(av_mallocz((long) size + AV_INPUT_BUFFER_PADDING_SIZE));
        BytePointer.memcpy(bytes, picture.data(), size);
        parameters.codec_type(AVMEDIA_TYPE_ATTACHMENT).extradata(bytes).extradata_size(size);
        boolean jpeg = track.codec().equals("mjpeg");
        about.putIfAbsent("filename", "cover." + (jpeg ? "jpg" : track.codec()));
        about.putIfAbsent("mimetype", "image/" + (jpeg ? "jpeg" : track.codec()));
    }
}
