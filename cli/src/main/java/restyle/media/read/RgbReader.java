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
import restyle.media.codec.NativeResources;
import restyle.media.codec.ToneMap;

/** Makes 8-bit RGB of stored pictures of any kind. Alpha is laid over black or dropped, high dynamic range becomes BT.709. */
final class RgbReader implements AutoCloseable {

    /** Brightest white, in cd/m2, of pictures that do not say: the usual grade, Report ITU-R BT.2408. */
    private static final double USUAL_PEAK = 1000;

    /** What FFmpeg's scaler reads besides the tags. */
    private static final List<Integer> LIGHT = List.of(
            AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            AV_FRAME_DATA_DYNAMIC_HDR_PLUS);

    private final NativeResources natives = new NativeResources();
    private final Converter converter;
    private final ToneMap toneMap;
    private final boolean alpha;
    private final ColorTags color;
    private final int format;
    private final NativePicture rgb;
    private final Rational aspect;
    private NativePicture other;
    private boolean transparent;
    private boolean refitted;

    /**
     * @param first a picture like those that will come; later ones of another size or shape are fitted into its size
     * @param overBlack whether alpha is laid over black; otherwise it is dropped, and colours count where nothing is opaque, too
     */
    RgbReader(Path file, AVFrame first, boolean overBlack) {
        color = StreamProbe.color(first);
        alpha = overBlack && (av_pix_fmt_desc_get(first.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
        toneMap = color.isHdr() ? new ToneMap(color, peak(first)) : null;
        format = toneMap != null ? AV_PIX_FMT_RGB48LE : alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
        aspect = FFmpeg.rational(first.sample_aspect_ratio(), Rational.ONE);
        try {
            converter = natives.keep(new Converter(file, SWS_BICUBIC), Converter::close);
            rgb = natives.keep(picture(first.width(), first.height()), NativePicture::close);
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    private NativePicture picture(int width, int height) {
        return new NativePicture(
                width, height, format, new ColorTags(color.primaries(), color.transfer(), ColorTags.RGB, true));
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

    /** Returns the picture as it is stored, not yet turned: {@code 3 * width * height} bytes, of the first picture's size. */
    byte[] read(AVFrame picture) {
        int width = rgb.frame().width();
        int height = rgb.frame().height();
        PictureFit fit = PictureFit.of(picture, width, height, aspect);
        NativePicture to = ofSize(fit.width(), fit.height());
        refitted |= to != rgb || picture.width() != width || picture.height() != height;
        ColorTags own = StreamProbe.color(picture);
        // Where light or primaries of the two pictures differed, the scaler would map colours in a way of its own.
        NativePicture.tag(picture, new ColorTags(color.primaries(), color.transfer(), own.matrix(), own.fullRange()));
        LIGHT.forEach(kind -> av_frame_remove_side_data(picture, kind));
        converter.convert(picture, to.frame());
        return fit.onBlack(eightBits(to.toBytes()), width, height);
    }

    private NativePicture ofSize(int width, int height) {
        if (width == rgb.frame().width() && height == rgb.frame().height()) {
            return rgb;
        }
        if (other == null || other.frame().width() != width || other.frame().height() != height) {
            closeOther();
            other = picture(width, height);
        }
        return other;
    }

    private byte[] eightBits(byte[] bytes) {
        if (toneMap == null) {
            return alpha ? overBlack(bytes) : bytes;
        }
        byte[] mapped = new byte[bytes.length / 2];
        toneMap.apply(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer(), mapped);
        return mapped;
    }

    /** Returns whether any of the pictures so far had another size or shape than the first. */
    boolean wasRefitted() {
        return refitted;
    }

    /** Returns whether anything in the pictures so far was not opaque. */
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

    private void closeOther() {
        if (other != null) {
            other.close();
            other = null;
        }
    }

    @Override
    public void close() {
        closeOther();
        natives.close();
    }
}
