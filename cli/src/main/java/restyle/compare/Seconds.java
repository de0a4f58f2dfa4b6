package restyle.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * How the colours of both clips drift, second by second, as distances in CIE L*a*b*: the mean colour of each second against that of the
 * first.
 *
 * @param labDriftA of A
 * @param labDriftB of B
 * @param labDriftAdded of B beyond A: the distance between the ways that both have gone
 */
record Seconds(double[] labDriftA, double[] labDriftB, double[] labDriftAdded) {

    /** Sums up frames; a last second may be a part of one. */
    static Seconds of(List<Measures> frames, double framesPerSecond) {
        double[][] a = means(frames, framesPerSecond, frame -> frame.colours().a());
        double[][] b = means(frames, framesPerSecond, frame -> frame.colours().b());
        Seconds seconds = new Seconds(new double[a.length], new double[a.length], new double[a.length]);
        for (int s = 0; s < a.length; s++) {
            seconds.labDriftA[s] = Colours.distance(a[s], a[0]);
            seconds.labDriftB[s] = Colours.distance(b[s], b[0]);
            seconds.labDriftAdded[s] = Colours.distance(less(b[s], b[0]), less(a[s], a[0]));
        }
        return seconds;
    }

    private static double[][] means(
            List<Measures> frames, double framesPerSecond, Function<Measures, Colours.Tint> clip) {
        int count = frames.isEmpty() ? 0 : (int) Math.floor((frames.size() - 1) / framesPerSecond) + 1;
        double[][] sums = new double[count][3];
        int[] frameCounts = new int[count];
        for (int f = 0; f < frames.size(); f++) {
            int second = (int) Math.floor(f / framesPerSecond);
            double[] mean = clip.apply(frames.get(f)).mean();
            for (int i = 0; i < mean.length; i++) {
                sums[second][i] += mean[i];
            }
            frameCounts[second]++;
        }
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < sums[s].length; i++) {
                sums[s][i] /= Math.max(1, frameCounts[s]);
            }
        }
        return sums;
    }

    private static double[] less(double[] a, double[] b) {
        double[] less = new double[a.length];
        Arrays.setAll(less, i -> a[i] - b[i]);
        return less;
    }
}
