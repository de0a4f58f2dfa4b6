package restyle.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {

    /** Variances 4/3 and 4/3 against 16/3 and 12, five apart: 25 + (1.1547 - 2.3094)^2 + (1.1547 - 3.4641)^2. */
    @Test
    void isWhatOneFindsByHand() {
        assertEquals(25 + 4 / 3.0 + 16 / 3.0, FrechetDistance.between(corners(1, 1, 0), corners(2, 3, 5)), 1e-9);
        assertEquals(0, FrechetDistance.between(corners(1, 2, 3), corners(1, 2, 3)), 1e-9);
    }

    /** Of two by two matrices the trace of the root of their product has a closed form. */
    @Test
    void holdsWhereTheCovariancesDoNotCommute() {
        double[][] first = {{1, 2}, {3, -1}, {0, 0}, {4, 5}, {-2, 1}};
        double[][] second = {{7, 1}, {2, 2}, {-3, 6}, {1, 1}};
        double[] a = moments(first);
        double[] b = moments(second);
        double trace = a[2] * b[2] + 2 * a[3] * b[3] + a[4] * b[4];
        double determinants = (a[2] * a[4] - a[3] * a[3]) * (b[2] * b[4] - b[3] * b[3]);
        double common = Math.sqrt(trace + 2 * Math.sqrt(determinants));
        double expected = Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + a[2] + a[4] + b[2] + b[4] - 2 * common;
        assertEquals(expected, FrechetDistance.between(List.of(first), List.of(second)), 1e-9);
    }

    @Test
    void isFoundFromFewerVectorsThanTheyHaveNumbers() {
        Random random = new Random(4);
        List<double[]> vectors = new ArrayList<>();
        List<double[]> moved = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] vector = random.doubles(60, -1, 1).toArray();
            vectors.add(vector);
            double[] other = vector.clone();
            other[7] += 3;
            moved.add(other);
        }
        assertEquals(9, FrechetDistance.between(vectors, moved), 1e-6);
    }

    @Test
    void takesTwoVectorsAtLeast() {
        List<double[]> one = List.of(new double[] {1, 2});
        assertThrows(IllegalArgumentException.class, () -> FrechetDistance.between(one, one));
    }

    private static List<double[]> corners(double x, double y, double right) {
        List<double[]> corners = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            corners.add(new double[] {right + (i % 2 == 0 ? x : -x), i < 2 ? y : -y});
        }
        return corners;
    }

    /** Means of x and y; variance of x, covariance, variance of y. */
    private static double[] moments(double[][] points) {
        double[] m = new double[5];
        for (double[] p : points) {
            m[0] += p[0] / points.length;
            m[1] += p[1] / points.length;
        }
        for (double[] p : points) {
            m[2] += (p[0] - m[0]) * (p[0] - m[0]) / (points.length - 1);
            m[3] += (p[0] - m[0]) * (p[1] - m[1]) / (points.length - 1);
            m[4] += (p[1] - m[1]) * (p[1] - m[1]) / (points.length - 1);
        }
        return m;
    }
}
