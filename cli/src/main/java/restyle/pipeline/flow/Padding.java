package restyle.pipeline.flow;

import restyle.job.PixelSize;

/**
 * Makes pictures as large as the networks need, by repeating the last column and row to the right and below, and cuts the result
 * back. Keeping the picture at the top left keeps its pixels where they are.
 *
 * @param inner size of the picture
 * @param outer size with padding, at least as large
 */
public record Padding(PixelSize inner, PixelSize outer) {

    /** Turns rgb of {@link #inner} into rgb of {@link #outer}; the same array if nothing is to be padded. */
    public byte[] pad(byte[] rgb) {
        if (inner.equals(outer)) {
            return rgb;
        }
        byte[] padded = new byte[3 * outer.width() * outer.height()];
        int row = 3 * outer.width();
        for (int y = 0; y < outer.height(); y++) {
            int from = 3 * inner.width() * Math.min(y, inner.height() - 1);
            System.arraycopy(rgb, from, padded, y * row, 3 * inner.width());
            int last = from + 3 * (inner.width() - 1);
            for (int x = inner.width(); x < outer.width(); x++) {
                System.arraycopy(rgb, last, padded, y * row + 3 * x, 3);
            }
        }
        return padded;
    }
}
