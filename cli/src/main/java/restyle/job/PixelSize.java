package restyle.job;

/**
 * Size of a picture.
 *
 * @param width pixels, at least 1
 * @param height pixels, at least 1
 */
public record PixelSize(int width, int height) {

    public PixelSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("size of " + width + "x" + height + " pixels");
        }
    }

    /** Returns both sides rounded up to a multiple. */
    public PixelSize padded(int multiple) {
        return new PixelSize(up(width, multiple), up(height, multiple));
    }

    private static int up(int side, int multiple) {
        return (side + multiple - 1) / multiple * multiple;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
