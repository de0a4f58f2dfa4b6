package restyle.composite;

import restyle.plugins.Frame;
import restyle.plugins.Matte;

/** Puts the background of one clip behind its stylized frames, one after the other. Used by one thread. */
public interface Backdrop extends AutoCloseable {

    /**
     * Returns the finished frame.
     *
     * @param stylized the picture that was generated
     * @param matte where the subject is
     * @param source the frame that both were made of, at the size of the others
     * @param seconds when it is shown, since the start of the source; never less than in the call before. A clip in the background
     *     begins with the source, plays at its own speed, and begins again whenever it is over
     * @throws IllegalArgumentException if the sizes differ
     */
    Frame compose(Frame stylized, Matte matte, Frame source, double seconds);

    @Override
    default void close() {}

    /**
     * Gets a background ready.
     *
     * @param width pixels of the frames
     * @param height pixels of the frames
     * @param footage opens the background's image or video, with every frame at that size; see {@link Cover}. Not asked for others
     */
    static Backdrop of(Background background, int width, int height, Footage.Opening footage) {
        if (background instanceof Background.Colour colour) {
            Frame plain = plain(colour, width, height);
            return (stylized, matte, source, seconds) -> Compositor.over(stylized, matte, plain);
        }
        if (background instanceof Background.Media) {
            return new FootageBackdrop(new LoopedFootage(footage));
        }
        return background instanceof Background.Source
                ? (stylized, matte, source, seconds) -> Compositor.replace(stylized, matte, source)
                : (stylized, matte, source, seconds) -> stylized;
    }

    private static Frame plain(Background.Colour colour, int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = (byte) colour.red();
            rgb[i + 1] = (byte) colour.green();
            rgb[i + 2] = (byte) colour.blue();
        }
        return new Frame(0, width, height, rgb);
    }
}
