package restyle.composite;

import restyle.plugins.Frame;

/** Fits a picture of another shape behind a clip: it covers the whole frame, centred, and what does not fit is cut off. */
public final class Cover {

    private Cover() {}

    /**
     * Cuts the largest part from the middle of a picture that has the shape of {@code width * height}, to the nearest pixel; scaled to
     * that size, it covers the frame. Where an odd number of pixels is cut off, the right or lower side loses one more.
     */
    public static Frame crop(Frame picture, int width, int height) {
        int partWidth = side(picture.width(), (double) picture.height() * width / height);
        int partHeight = side(picture.height(), (double) picture.width() * height / width);
        if (partWidth == picture.width() && partHeight == picture.height()) {
            return picture;
        }
        int left = (picture.width() - partWidth) / 2;
        int top = (picture.height() - partHeight) / 2;
        byte[] part = new byte[3 * partWidth * partHeight];
        for (int y = 0; y < partHeight; y++) {
            int from = 3 * ((top + y) * picture.width() + left);
            System.arraycopy(picture.rgb(), from, part, 3 * y * partWidth, 3 * partWidth);
        }
        return new Frame(picture.index(), partWidth, partHeight, part);
    }

    private static int side(int whole, double wanted) {
        return (int) Math.max(1, Math.min(whole, Math.round(wanted)));
    }
}
