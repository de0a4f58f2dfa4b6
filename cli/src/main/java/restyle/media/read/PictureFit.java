package restyle.media.read;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import restyle.media.Rational;
import restyle.media.codec.FFmpeg;

/**
 * Where a picture of another size or shape lies in the frames of a clip: as large as fits, in the middle, on black. What differs by less
 * than {@value #TOLERANCE} of its width fills the frame.
 *
 * @param width of the picture in the frame, in pixels
 * @param height of the picture in the frame, in pixels
 * @param left pixels beside it
 * @param top pixels above it
 */
record PictureFit(int width, int height, int left, int top) {

    private static final double TOLERANCE = 0.03;

    /**
     * Fits a picture into frames that are shaped like the first one.
     *
     * @param firstAspect width of a pixel of the first picture divided by its height; of pictures that do not say it, too
     */
    static PictureFit of(AVFrame picture, int frameWidth, int frameHeight, Rational firstAspect) {
        Rational own = FFmpeg.rational(picture.sample_aspect_ratio(), firstAspect);
        double shape = (double) picture.width() / picture.height() * own.toDouble();
        double frame = (double) frameWidth / frameHeight * firstAspect.toDouble();
        double wider = shape / frame;
        if (Math.abs(wider - 1) < TOLERANCE) {
            return new PictureFit(frameWidth, frameHeight, 0, 0);
        }
        int width = (int) Math.max(1, Math.round(frameWidth * Math.min(1, wider)));
        int height = (int) Math.max(1, Math.round(frameHeight / Math.max(1, wider)));
        return new PictureFit(width, height, (frameWidth - width) / 2, (frameHeight - height) / 2);
    }

    /** Lays the picture, {@code 3 * width * height} bytes, on a black frame. */
    byte[] onBlack(byte[] picture, int frameWidth, int frameHeight) {
        if (width == frameWidth && height == frameHeight) {
            return picture;
        }
        byte[] frame = new byte[3 * frameWidth * frameHeight];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture, 3 * width * y, frame, 3 * ((top + y) * frameWidth + left), 3 * width);
        }
        return frame;
    }
}
