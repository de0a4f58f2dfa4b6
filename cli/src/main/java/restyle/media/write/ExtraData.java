package restyle.media.write;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_SPHERICAL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_STEREO3D;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_add;
import static org.bytedeco.ffmpeg.global.avutil.AV_PRIMARY_EYE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_STEREO3D_VIEW_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVStereo3D;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import restyle.media.Extra;

/** Tells muxers what is to be said of pictures beside pixels. */
final class ExtraData {

    private ExtraData() {}

    /** Adds it to a stream; the header must not be written yet. */
    static void add(AVCodecParameters stream, Extra extra) {
        int kind = switch (extra.kind()) {
            case SPHERICAL -> AV_PKT_DATA_SPHERICAL;
            case STEREO -> AV_PKT_DATA_STEREO3D;
            default -> throw new IllegalArgumentException(extra.kind() + " is not for muxers");
        };
        BytePointer data = new BytePointer(av_mallocz(extra.data().length));
        data.put(extra.data());
        if (extra.kind() == Extra.Kind.STEREO) {
            // With more than the layout, FFmpeg would write Apple's box beside the common one, and without the layout.
            AVStereo3D layout = new AVStereo3D(data);
            layout.view(AV_STEREO3D_VIEW_UNSPEC)
                    .primary_eye(AV_PRIMARY_EYE_NONE)
                    .baseline(0);
            layout.horizontal_disparity_adjustment(av_make_q(0, 1));
        }
        AVPacketSideData before = stream.coded_side_data();
        AVPacketSideData list = before == null ? new AVPacketSideData((Pointer) null) : before;
        IntPointer count = new IntPointer(1).put(0, stream.nb_coded_side_data());
        av_packet_side_data_add(list, count, kind, data, extra.data().length, 0);
        stream.coded_side_data(list).nb_coded_side_data(count.get(0));
    }
}
