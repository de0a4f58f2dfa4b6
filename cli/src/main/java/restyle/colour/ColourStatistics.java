package restyle.colour;

import java.util.List;
import restyle.plugins.Frame;

/**
 * Mean and covariance of the colours of pictures, in CIE L*a*b*.
 *
 * @param mean of L, a and b
 * @param covariance three by three, of the population
 */
public record ColourStatistics(double[] mean, double[][] covariance) {

    private static final int CHANNELS = 3;

    /** Measures one picture. */
    public static ColourStatistics of(Frame picture) {
        double[] sum = new double[CHANNELS];
        double[][] products = new double[CHANNELS][CHANNELS];
        double[] lab = new double[CHANNELS];
        byte[] rgb = picture.rgb();
        for (int at = 0; at < rgb.length; at += CHANNELS) {
            Lab.of(rgb, at, lab);
            for (int i = 0; i < CHANNELS; i++) {
                sum[i] += lab[i];
                for (int j = 0; j <= i; j++) {
                    products[i][j] += lab[i] * lab[j];
                }
            }
        }
        int pixels = rgb.length / CHANNELS;
        return of(sum, products, pixels);
    }

    private static ColourStatistics of(double[] sum, double[][] products, double count) {
        double[] mean = new double[CHANNELS];
        double[][] covariance = new double[CHANNELS][CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            mean[i] = sum[i] / count;
            for (int j = 0; j <= i; j++) {
                covariance[i][j] = products[i][j] / count - mean[i] * mean[j];
                covariance[j][i] = covariance[i][j];
            }
        }
        return new ColourStatistics(mean, covariance);
    }

    /** Joins the statistics of pictures of one size, as if they were one picture. */
    public static ColourStatistics joined(List<ColourStatistics> parts) {
        double[] sum = new double[CHANNELS];
        double[][] products = new double[CHANNELS][CHANNELS];
        for (ColourStatistics part : parts) {
            for (int i = 0; i < CHANNELS; i++) {
                sum[i] += part.mean[i];
                for (int j = 0; j <= i; j++) {
                    products[i][j] += part.covariance[i][j] + part.mean[i] * part.mean[j];
                }
            }
        }
        return of(sum, products, parts.size());
    }

    /** Returns the standard deviations of L, a and b. */
    public double[] deviation() {
        double[] deviation = new double[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            deviation[i] = Math.sqrt(Math.max(0, covariance[i][i]));
        }
        return deviation;
    }
}
