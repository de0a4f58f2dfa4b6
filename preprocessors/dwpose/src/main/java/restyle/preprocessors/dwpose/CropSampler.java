package restyle.preprocessors.dwpose;

import java.nio.FloatBuffer;
import restyle.plugins.Frame;

/**
 * Cuts a person out of a frame for the pose network: bilinear, black beyond the frame, rounded to 8 bits, then normalised. Not OpenCV's
 * warpAffine, whose positions are rounded to 1/32 pixel in some versions and exact in others.
 *
 * @param width pixels of the network's input
 * @param height pixels of the network's input
 */
record CropSampler(int width, int height) {

    private static final float[] MEAN = {123.675f, 116.28f, 103.53f};
    private static final float[] DEVIATION = {58.395f, 57.12f, 57.375f};

    /** Fills {@code planes [3, height, width]} with red, green, blue planes of mean 0 and deviation 1. */
    void fill(Frame frame, PersonCrop crop, FloatBuffer planes) {
        float[] row = new float[width];
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    row[x] = (level(frame, crop, x, y, channel) - MEAN[channel]) / DEVIATION[channel];
                }
                planes.put(row);
            }
        }
    }

    /** Returns one sample, 0..255. */
    int level(Frame frame, PersonCrop crop, int x, int y, int channel) {
        double fromX = crop.frameX((double) x / width);
        double fromY = crop.frameY((double) y / height);
        int left = (int) Math.floor(fromX);
        int top = (int) Math.floor(fromY);
        double right = fromX - left;
        double lower = fromY - top;
        double above = mix(sample(frame, left, top, channel), sample(frame, left + 1, top, channel), right);
        double below = mix(sample(frame, left, top + 1, channel), sample(frame, left + 1, top + 1, channel), right);
        return (int) Math.rint(mix(above, below, lower));
    }

    private static double mix(double from, double to, double share) {
        return from + (to - from) * share;
    }

    private static int sample(Frame frame, int x, int y, int channel) {
        boolean inside = x >= 0 && y >= 0 && x < frame.width() && y < frame.height();
        return inside ? Byte.toUnsignedInt(frame.rgb()[3 * (y * frame.width() + x) + channel]) : 0;
    }
}
