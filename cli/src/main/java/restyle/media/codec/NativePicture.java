package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_image_get_linesize;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import restyle.media.ColorTags;
import restyle.media.VideoException;

/** A picture in native memory, with its colour tags; the bytes cross to and from Java here. */
public final class NativePicture implements AutoCloseable {

    static {
        FFmpeg.load();
    }

    private final AVFrame frame = av_frame_alloc();

    /** @param format FFmpeg's pixel format */
    public NativePicture(int width, int height, int format, ColorTags color) {
        frame.width(width).height(height).format(format);
        tag(frame, color);
        if (av_frame_get_buffer(frame, 0) < 0) {
            av_frame_free(frame);
            throw new VideoException("no memory for a picture of %dx%d pixels".formatted(width, height));
        }
    }

    static NativePicture rgb(int width, int height, ColorTags color) {
        return new NativePicture(
                width,
                height,
                AV_PIX_FMT_RGB24,
                new ColorTags(color.primaries(), color.transfer(), ColorTags.RGB, true));
    }

    /** Writes colour tags on any frame; the scaler converts by what they say. */
    public static void tag(AVFrame frame, ColorTags color) {
        frame.color_primaries(color.primaries());
        frame.color_trc(color.transfer());
        frame.colorspace(color.matrix());
        frame.color_range(color.fullRange() ? 2 : 1);
    }

    public AVFrame frame() {
        return frame;
    }

    /** Returns the frame, in memory that no encoder still reads from. */
    AVFrame writable() {
        if (av_frame_make_writable(frame) < 0) {
            throw new VideoException(
                    "no memory for a picture of %dx%d pixels".formatted(frame.width(), frame.height()));
        }
        return frame;
    }

    /** Returns a copy of a picture whose channels lie side by side, for example {@code 3 * width * height} bytes of RGB. */
    public byte[] toBytes() {
        int rowBytes = av_image_get_linesize(frame.format(), frame.width(), 0);
        byte[] rgb = new byte[rowBytes * frame.height()];
        BytePointer rows = frame.data(0);
        for (int y = 0; y < frame.height(); y++) {
            rows.position((long) y * frame.linesize(0)).get(rgb, y * rowBytes, rowBytes);
        }
        return rgb;
    }

    /** Fills an RGB picture; where it is larger than {@code width * height} pixels, the last column and row are repeated. */
    void fill(byte[] rgb, int width, int height) {
        BytePointer rows = writable().data(0);
        for (int y = 0; y < frame.height(); y++) {
            int row = 3 * width * Math.min(y, height - 1);
            rows.position((long) y * frame.linesize(0)).put(rgb, row, 3 * width);
            for (int x = width; x < frame.width(); x++) {
                rows.position((long) y * frame.linesize(0) + 3L * x).put(rgb, row + 3 * (width - 1), 3);
            }
        }
    }

    @Override
    public void close() {
        av_frame_free(frame);
    }
}
