package restyle.quality;

/** Samples pictures between four pixels; outside of them, at the nearest border. */
final class Bilinear {

    private final int topLeft;
    private final int right;
    private final int down;
    private final double shareX;
    private final double shareY;

    Bilinear(int width, int height, double x, double y) {
        double insideX = Math.max(0, Math.min(width - 1, x));
        double insideY = Math.max(0, Math.min(height - 1, y));
        int column = (int) insideX;
        int row = (int) insideY;
        topLeft = row * width + column;
        right = column < width - 1 ? 1 : 0;
        down = row < height - 1 ? width : 0;
        shareX = insideX - column;
        shareY = insideY - row;
    }

    /** Interpolates numbers, so many for each pixel: one of them. */
    double of(float[] values, int channels, int channel) {
        return mix(
                values[channels * topLeft + channel],
                values[channels * (topLeft + right) + channel],
                values[channels * (topLeft + down) + channel],
                values[channels * (topLeft + right + down) + channel]);
    }

    /** Interpolates 8-bit samples, three for each pixel: one of them, 0..255. */
    double of(byte[] rgb, int channel) {
        return mix(
                rgb[3 * topLeft + channel] & 0xFF,
                rgb[3 * (topLeft + right) + channel] & 0xFF,
                rgb[3 * (topLeft + down) + channel] & 0xFF,
                rgb[3 * (topLeft + right + down) + channel] & 0xFF);
    }

    private double mix(double a, double b, double c, double d) {
        double above = a + shareX * (b - a);
        double below = c + shareX * (d - c);
        return above + shareY * (below - above);
    }
}
