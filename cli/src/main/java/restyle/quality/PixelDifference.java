package restyle.quality;

import restyle.plugins.Frame;

/** Measures how far the samples of two pictures of one size lie apart, over all pixels and channels. */
public final class PixelDifference {

    private PixelDifference() {}

    /** Returns the mean absolute difference in grey levels: flicker, if the pictures follow each other. */
    public static double mean(Frame a, Frame b) {
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
        }
        return sum / (double) a.rgb().length;
    }

    /** Returns the peak signal-to-noise ratio in decibels; infinite for equal pictures. */
    public static double psnr(Frame a, Frame b) {
        long sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            int difference = (a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF);
            sum += (long) difference * difference;
        }
        return 10 * Math.log10(255.0 * 255 * a.rgb().length / sum);
    }
}
