package restyle.plugins;

/**
 * What all frames of a film have in common.
 *
 * @param width pixels of every frame across
 * @param height pixels of every frame down
 * @param frameRate frames per second on average, or 0 if unknown
 * @param timeBase seconds per tick, above 0: {@link FilmFrame#ticks} count in it
 * @since 0.1.0
 */
public record VideoFormat(int width, int height, Fraction frameRate, Fraction timeBase) {

    public VideoFormat {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("film of " + width + "x" + height + " pixels");
        }
        if (frameRate.numerator() < 0 || timeBase.numerator() < 1) {
            throw new IllegalArgumentException(
                    "film of " + frameRate + " frames per second in ticks of " + timeBase + " s");
        }
    }

    /** Makes the same film with frames of another size. */
    public VideoFormat withSize(int newWidth, int newHeight) {
        return new VideoFormat(newWidth, newHeight, frameRate, timeBase);
    }

    /**
     * Makes a film with {@code count} frames where this one has one. A tick becomes {@code count} times shorter, so that the frames
     * between ticks {@code a} and {@code b} of this film are exactly at {@code count * a + i * (b - a)}, also where {@code b - a} varies.
     *
     * @param count at least 1
     */
    public VideoFormat timesRate(int count) {
        return new VideoFormat(width, height, frameRate.times(count), timeBase.dividedBy(count));
    }
}
