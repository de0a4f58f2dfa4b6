package restyle.quality;

import java.util.List;
import restyle.vision.SymmetricMatrix;

/**
 * Measures how far two sets of feature vectors lie apart, as if both were normally distributed: the squared Frechet distance (Dowson and
 * Landau 1982), which is FVD for features of clips (Unterthiner and others 2018) and FID for features of pictures.
 */
public final class FrechetDistance {

    private FrechetDistance() {}

    /**
     * Compares two sets: {@code |m1 - m2|^2 + trace(C1 + C2 - 2 (C1^1/2 C2 C1^1/2)^1/2)} with the means and unbiased covariances of both.
     *
     * @param a at least two vectors of one length
     * @param b at least two of the same length
     */
    public static double between(List<double[]> a, List<double[]> b) {
        double[] meanA = mean(a);
        double[] meanB = mean(b);
        SymmetricMatrix covarianceA = covariance(a, meanA);
        SymmetricMatrix covarianceB = covariance(b, meanB);
        double distance = 0;
        for (int i = 0; i < meanA.length; i++) {
            distance += (meanA[i] - meanB[i]) * (meanA[i] - meanB[i]);
        }
        double common = covarianceA.power(0.5).around(covarianceB).power(0.5).trace();
        return distance + covarianceA.trace() + covarianceB.trace() - 2 * common;
    }

    private static double[] mean(List<double[]> vectors) {
        double[] mean = new double[vectors.get(0).length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    private static SymmetricMatrix covariance(List<double[]> vectors, double[] mean) {
        if (vectors.size() < 2) {
            throw new IllegalArgumentException("a covariance takes two vectors at least, found " + vectors.size());
        }
        double[][] covariance = new double[mean.length][mean.length];
        for (double[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    covariance[i][j] += (vector[i] - mean[i]) * (vector[j] - mean[j]) / (vectors.size() - 1);
                }
            }
        }
        return SymmetricMatrix.of(covariance);
    }
}
