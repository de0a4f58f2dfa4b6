package restyle.compare;

import restyle.colour.ColourStatistics;
import restyle.plugins.Frame;

/**
 * The colours of the same moment of both clips, in CIE L*a*b*.
 *
 * @param a of A
 * @param b of B
 */
record Colours(Tint a, Tint b) {

    /**
     * The colours of a picture.
     *
     * @param mean of L, a and b
     * @param std standard deviation of L, a and b
     * @param drift distance of the mean from that of the clip's first frame
     */
    record Tint(double[] mean, double[] std, double drift) {

        /** @param first the clip's first frame; null for itself */
        static Tint of(Frame picture, Tint first) {
            ColourStatistics statistics = ColourStatistics.of(picture);
            double[] mean = statistics.mean();
            return new Tint(mean, statistics.deviation(), first == null ? 0 : distance(mean, first.mean));
        }
    }

    static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
