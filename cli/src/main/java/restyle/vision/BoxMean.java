package restyle.vision;

/** Averages over a square around each pixel, over as much of it as lies inside the picture. */
public record BoxMean(int width, int height) {

    /**
     * Averages a picture of one channel.
     *
     * @param radius pixels on each side
     */
    public float[] of(float[] values, int radius) {
        return columns(rows(values, radius), radius);
    }

    private float[] rows(float[] values, int radius) {
        float[] means = new float[values.length];
        for (int k = -radius; k <= radius; k++) {
            int from = Math.max(0, -k);
            int to = Math.min(width, width - k);
            for (int start = 0; start < values.length; start += width) {
                for (int i = start + from; i < start + to; i++) {
                    means[i] += values[i + k];
                }
            }
        }
        float[] counts = new float[width];
        for (int x = 0; x < width; x++) {
            counts[x] = count(x, width, radius);
        }
        for (int start = 0; start < values.length; start += width) {
            for (int x = 0; x < width; x++) {
                means[start + x] /= counts[x];
            }
        }
        return means;
    }

    private float[] columns(float[] values, int radius) {
        float[] means = new float[values.length];
        for (int y = 0; y < height; y++) {
            int start = y * width;
            for (int k = Math.max(-radius, -y); k <= Math.min(radius, height - 1 - y); k++) {
                for (int i = start; i < start + width; i++) {
                    means[i] += values[i + k * width];
                }
            }
            float count = count(y, height, radius);
            for (int i = start; i < start + width; i++) {
                means[i] /= count;
            }
        }
        return means;
    }

    /** How many places along a line of that length are near one of them. */
    private static int count(int at, int length, int radius) {
        return Math.min(length - 1, at + radius) - Math.max(0, at - radius) + 1;
    }
}
