package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/**
 * Turns one kind of picture into another: size, pixel format, matrix and range, by the tags of the two. The same input gives the
 * same bytes on every machine.
 */
public final class Converter implements AutoCloseable {

    private final Object name;
    private final SwsContext context;

    /**
     * @param name of the clip, to show in messages
     * @param kernel how pixels are weighted when the size changes, one of FFmpeg's {@code SWS_} kernels
     */
    public Converter(Object name, int kernel) {
        this.name = name;
        FFmpeg.load();
        context = sws_alloc_context();
        context.flags(kernel | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP | SWS_BITEXACT);
        context.threads(1);
    }

    /** Fills {@code to} with what {@code from} shows. */
    public void convert(AVFrame from, AVFrame to) {
        FFmpeg.check(sws_scale_frame(context, to, from), name, "cannot convert its pixels");
    }

    @Override
    public void close() {
        sws_free_context(context);
    }
}
