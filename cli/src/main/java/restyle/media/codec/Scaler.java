package restyle.media.codec;

import static org.bytedeco.ffmpeg.global.swscale.SWS_AREA;
import static org.bytedeco.ffmpeg.global.swscale.SWS_LANCZOS;

import restyle.media.ColorTags;
import restyle.plugins.Frame;

/**
 * Brings frames to one size: by averaging areas where that has fewer pixels, with a Lanczos kernel where it has more.
 * Deterministic. Not for use by several threads at once.
 */
public final class Scaler implements AutoCloseable {

    private final int width;
    private final int height;
    private final NativeResources natives = new NativeResources();
    private final Converter shrink;
    private final Converter enlarge;
    private final NativePicture to;
    private NativePicture from;

    /**
     * @param width pixels of the frames to make
     * @param height pixels of the frames to make
     */
    public Scaler(int width, int height) {
        this.width = width;
        this.height = height;
        try {
            shrink = natives.keep(new Converter("frame", SWS_AREA), Converter::close);
            enlarge = natives.keep(new Converter("frame", SWS_LANCZOS), Converter::close);
            to = natives.keep(NativePicture.rgb(width, height, ColorTags.SRGB), NativePicture::close);
        } catch (RuntimeException | Error e) {
            natives.close();
            throw e;
        }
    }

    /** Returns the same picture with this scaler's number of pixels; the frame itself if it has them already. */
    public Frame scale(Frame frame) {
        if (frame.width() == width && frame.height() == height) {
            return frame;
        }
        NativePicture source = source(frame);
        source.fill(frame.rgb(), frame.width(), frame.height());
        boolean shrinks = (long) width * height <= (long) frame.width() * frame.height();
        (shrinks ? shrink : enlarge).convert(source.frame(), to.frame());
        return new Frame(frame.index(), width, height, to.toBytes());
    }

    private NativePicture source(Frame frame) {
        if (from == null
                || from.frame().width() != frame.width()
                || from.frame().height() != frame.height()) {
            closeSource();
            from = NativePicture.rgb(frame.width(), frame.height(), ColorTags.SRGB);
        }
        return from;
    }

    private void closeSource() {
        if (from != null) {
            from.close();
            from = null;
        }
    }

    @Override
    public void close() {
        closeSource();
        natives.close();
    }
}
