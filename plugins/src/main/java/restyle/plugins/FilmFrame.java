package restyle.plugins;

import java.util.Objects;

/**
 * A frame and when it is shown.
 *
 * @param frame the picture. Of what a finisher returns, the host counts the {@link Frame#index} anew
 * @param ticks when it is shown, in units of {@link VideoFormat#timeBase}, on the source's own time line
 * @since 0.1.0
 */
public record FilmFrame(Frame frame, long ticks) {

    public FilmFrame {
        Objects.requireNonNull(frame, "frame is null");
    }

    /**
     * Makes a frame of the same size and time.
     *
     * @param rgb as in {@link Frame#rgb}
     */
    public FilmFrame withPixels(byte[] rgb) {
        return withPixels(frame.width(), frame.height(), rgb);
    }

    /**
     * Makes a frame of another size at the same time.
     *
     * @param rgb as in {@link Frame#rgb}: {@code 3 * width * height} bytes
     */
    public FilmFrame withPixels(int width, int height, byte[] rgb) {
        return new FilmFrame(new Frame(frame.index(), width, height, rgb), ticks);
    }
}
