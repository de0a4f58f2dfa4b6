package restyle.media.read;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB48LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGBA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import restyle.media.ColorTags;
import restyle.media.Rational;
import restyle.media.codec.Converter;
import restyle.media.codec.FFmpeg;
import restyle.media.codec.NativePicture;
import restyle.media.codec.ToneMap;

/** Makes 8-bit RGB of stored pictures of any kind. Alpha is laid over black, high dynamic range becomes BT.709. */
final class RgbReader implements AutoCloseable {

    /** Brightest white, in cd/m2, of pictures that do not say: the usual grade, Report ITU-R BT.2408. */
    private static final double USUAL_PEAK = 1000;

    /** What FFmpeg's scaler reads besides the tags. */
    private static final List<Integer> LIGHT = List.of(
            AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            AV_FRAME_DATA_DYNAMIC_HDR_PLUS);

    private final Converter converter;
    private final ToneMap toneMap;
    private final boolean alpha;
    private final ColorTags color;
    private final NativePicture rgb;
    private boolean transparent;

    /** @param first a picture like those that will come; later ones of another size are brought to its size */
    RgbReader(Path file, AVFrame first) {
        converter = new Converter(file, SWS_BICUBIC);
        color = StreamProbe.color(first);
        alpha = (av_pix_fmt_desc_get(first.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        toneMap = color.isHdr() ? new ToneMap(color, peak(first)) : null;
        int format = toneMap != null ? AV_PIX_FMT_RGB48LE : alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
        rgb = new NativePicture(
                first.width(),
                first.height(),
                format,
                new ColorTags(color.primaries(), color.transfer(), ColorTags.RGB, true));
    }

    private static double peak(AVFrame first) {
        AVFrameSideData data = av_frame_get_side_data(first, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
        if (data == null) {
            return USUAL_PEAK;
        }
        AVMasteringDisplayMetadata display = new AVMasteringDisplayMetadata(data.data());
        Rational most = FFmpeg.rational(display.max_luminance(), new Rational((int) USUAL_PEAK, 1));
        return display.has_luminance() == 0 ? USUAL_PEAK : Math.max(100, Math.min(10000, most.toDouble()));
    }

    /** The picture as it is stored, not yet turned: {@code 3 * width * height} bytes. */
    byte[] read(AVFrame picture) {
        ColorTags own = StreamProbe.color(picture);
        // Where light or primaries of the two pictures differed, the scaler would map colours in a way of its own.
        NativePicture.tag(picture, new ColorTags(color.primaries(), color.transfer(), own.matrix(), own.fullRange()));
        LIGHT.forEach(kind -> av_frame_remove_side_data(picture, kind));
        converter.convert(picture, rgb.frame());
        byte[] bytes = rgb.toBytes();
        if (toneMap != null) {
            byte[] mapped = new byte[bytes.length / 2];
            toneMap.apply(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer(), mapped);
            return mapped;
        }
        return alpha ? overBlack(bytes) : bytes;
    }

    /** Whether anything in the pictures so far was not opaque. */
    boolean wasTransparent() {
        return transparent;
    }

    private byte[] overBlack(byte[] rgba) {
        byte[] rgb = new byte[rgba.length / 4 * 3];
        for (int from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
            int opacity = rgba[from + 3] & 255;
            transparent |= opacity < 255;
            for (int c = 0; c < 3; c++) {
                rgb[to + c] = (byte) (((rgba[from + c] & 255) * opacity + 127) / 255);
            }
        }
        return rgb;
    }

    @Override
    public void close() {
        rgb.close();
        converter.close();
    }
}
