package restyle.quality;

import restyle.plugins.Frame;

/**
 * Measures how much a clip changes where it should only move: the mean squared difference, in 0..1, between a picture and the one before
 * moved onto it, over the pixels that both show (Lai and others 2018, "Learning Blind Video Temporal Consistency").
 */
public final class WarpError {

    private WarpError() {}

    /**
     * Measures two pictures that follow each other.
     *
     * @param visible pixels of {@code now} that {@code before} shows, and where
     * @return 0 where no pixel is visible
     */
    public static double of(Frame before, Frame now, VisiblePixels visible) {
        double sum = 0;
        long count = 0;
        for (int y = 0, i = 0; y < now.height(); y++) {
            for (int x = 0; x < now.width(); x++, i++) {
                if (visible.flags()[i]) {
                    Bilinear at = new Bilinear(now.width(), now.height(), visible.sourceX(x, y), visible.sourceY(x, y));
                    for (int c = 0; c < 3; c++) {
                        double difference = (at.of(before.rgb(), c) - (now.rgb()[3 * i + c] & 0xFF)) / 255;
                        sum += difference * difference;
                    }
                    count++;
                }
            }
        }
        return count == 0 ? 0 : sum / (3 * count);
    }
}
