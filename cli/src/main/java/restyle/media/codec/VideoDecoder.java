package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.media.Rational;
import restyle.media.VideoException;

/** The pictures of one stream as they are stored, in the order in which they are shown. */
public final class VideoDecoder implements AutoCloseable {

    /** Errors that a decoder may give for what it has before it is given something else. */
    private static final int MAX_FAILURES = 100;

    private final Demuxer demuxer;
    private final AVStream stream;
    private final AVCodecContext context;
    private final AVPacket packet;
    private final int[] crop;
    private long packets;
    private int damagedPackets;
    private int incompletePackets;
    private boolean drained;
    private final StreamStart start;
    private final long usualDuration;
    private long end = FFmpeg.NO_TIME;

    /** @throws VideoException if this build of FFmpeg has no decoder for the stream */
    public VideoDecoder(Path file, Demuxer demuxer, int streamIndex, int threads) {
        this.demuxer = demuxer;
        this.stream = demuxer.stream(streamIndex);
        Rational unit = FFmpeg.rational(stream.time_base(), Rational.ONE);
        Rational rate = FFmpeg.rational(stream.avg_frame_rate(), new Rational(25, 1));
        usualDuration = Math.max(1, rate.inverse().convert(1, unit));
        int codecId = stream.codecpar().codec_id();
        AVCodec codec = decoder(codecId);
        if (codec == null) {
            String name = FFmpeg.string(avcodec_get_name(codecId));
            throw new VideoException("%s: no decoder for its codec '%s'; convert it first".formatted(file, name));
        }
        crop = containerCrop();
        start = new StreamStart();
        context = avcodec_alloc_context3(codec);
        packet = av_packet_alloc();
        try {
            FFmpeg.check(avcodec_parameters_to_context(context, stream.codecpar()), file, "bad stream parameters");
            context.pkt_timebase(stream.time_base());
            context.thread_count(threads);
            FFmpeg.check(avcodec_open2(context, codec, (AVDictionary) null), file, "cannot start decoding");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** WebM keeps alpha beside the picture; only the library of the codec's makers puts the two together. */
    private AVCodec decoder(int codecId) {
        boolean alpha = av_dict_get(stream.metadata(), "alpha_mode", null, 0) != null;
        String library = codecId == AV_CODEC_ID_VP9 ? "libvpx-vp9" : codecId == AV_CODEC_ID_VP8 ? "libvpx" : null;
        AVCodec withAlpha = alpha && library != null ? avcodec_find_decoder_by_name(library) : null;
        return withAlpha == null ? avcodec_find_decoder(codecId) : withAlpha;
    }

    /**
     * Decodes the next picture. Pieces that are damaged beyond repair are left out and counted.
     *
     * @return false after the last one
     */
    public boolean read(AVFrame frame) {
        int failures = 0;
        while (true) {
            av_frame_unref(frame);
            int result = avcodec_receive_frame(context, frame);
            if (result >= 0) {
                applyCrop(frame);
                start.shown(frame);
                return true;
            }
            if (result == AVERROR_EOF) {
                return false;
            }
            if (result != FFmpeg.AGAIN) {
                fail();
                failures++;
            }
            if (result == FFmpeg.AGAIN || failures == MAX_FAILURES) {
                if (drained) {
                    return false;
                }
                feed();
                failures = 0;
            }
        }
    }

    private void fail() {
        damagedPackets++;
        start.failed();
    }

    private void feed() {
        while (demuxer.read(packet)) {
            try {
                if (packet.stream_index() == stream.index()) {
                    notice(packet);
                    if (packet.size() == 0 && packet.side_data_elems() == 0) {
                        continue; // the picture before it stays
                    }
                    send(packet);
                    return;
                }
            } finally {
                av_packet_unref(packet);
            }
        }
        drained = true;
        avcodec_send_packet(context, null);
    }

    private void send(AVPacket piece) {
        start.sent(piece);
        boolean incomplete = (piece.flags() & AV_PKT_FLAG_CORRUPT) != 0;
        if (avcodec_send_packet(context, piece) < 0) {
            fail();
        } else {
            incompletePackets += incomplete ? 1 : 0;
        }
    }

    private void notice(AVPacket packet) {
        packets++;
        long time = packet.pts() == FFmpeg.NO_TIME ? packet.dts() : packet.pts();
        if (time != FFmpeg.NO_TIME) {
            end = Math.max(end, time + (packet.duration() > 0 ? packet.duration() : usualDuration));
        }
    }

    /**
     * Returns whether the stream has stopped before its announced end, at least a frame too early. A stream that announces no
     * length has not.
     */
    public boolean endsEarly() {
        long from = Math.max(0, stream.start_time());
        return stream.duration() > 0 && end + usualDuration / 2 < from + stream.duration();
    }

    /** Returns the pictures that would be shown before the first that could be decoded. */
    public StreamStart start() {
        return start;
    }

    /** Returns how many pieces of the stream were read so far: one for each picture, or for each field. */
    public long packets() {
        return packets;
    }

    /** Returns how many pieces could not be decoded so far; those at the start included. */
    public int damagedPackets() {
        return damagedPackets;
    }

    /**
     * Returns how many pieces were decoded so far of which the container says that parts did not arrive, as in what was received
     * over the air. Where a recording ends and another follows, it says so of a whole one, too; these are not counted.
     */
    public int incompletePackets() {
        return Math.max(0, incompletePackets - demuxer.timeJumps());
    }

    /** Top, bottom, left, right pixels that the container says are not to be shown. */
    private int[] containerCrop() {
        int[] edges = new int[4];
        AVPacketSideData data = av_packet_side_data_get(
                stream.codecpar().coded_side_data(),
                stream.codecpar().nb_coded_side_data(),
                AV_PKT_DATA_FRAME_CROPPING);
        if (data != null && data.size() >= 16) {
            ByteBuffer bytes = data.data().capacity(16).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            bytes.asIntBuffer().get(edges);
        }
        return edges;
    }

    private void applyCrop(AVFrame frame) {
        if (crop[0] + crop[1] + crop[2] + crop[3] > 0) {
            frame.crop_top(crop[0]).crop_bottom(crop[1]).crop_left(crop[2]).crop_right(crop[3]);
            av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED);
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }
}
