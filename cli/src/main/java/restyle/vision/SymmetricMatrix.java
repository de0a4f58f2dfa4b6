package restyle.vision;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;

import java.nio.DoubleBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A symmetric matrix of doubles, positive semidefinite where powers of it are asked for, as covariances are.
 *
 * @param values rows; not to be changed
 */
public record SymmetricMatrix(double[][] values) {

    /** Eigenvalues below this share of the largest are rounding, and count as 0. */
    private static final double NOTHING = 1e-14;

    /** Takes over values; of two that should be equal, the mean counts. */
    public static SymmetricMatrix of(double[][] values) {
        int n = values.length;
        double[][] symmetric = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                symmetric[i][j] = (values[i][j] + values[j][i]) / 2;
            }
        }
        return new SymmetricMatrix(symmetric);
    }

    /** Returns the sum of the diagonal. */
    public double trace() {
        double trace = 0;
        for (int i = 0; i < values.length; i++) {
            trace += values[i][i];
        }
        return trace;
    }

    /** Returns this times another times this again, which is symmetric. */
    public SymmetricMatrix around(SymmetricMatrix other) {
        return of(product(product(values, other.values), values));
    }

    /**
     * Raises to a power by the eigenvalues. Where these are 0, so is the result, for negative powers too: the pseudoinverse.
     */
    public SymmetricMatrix power(double exponent) {
        int n = values.length;
        double[] eigenvalues = new double[n];
        double[][] vectors = new double[n][n];
        decompose(eigenvalues, vectors);
        double least = NOTHING * Math.max(0, eigenvalues[0]);
        double[][] scaled = new double[n][n];
        double[][] columns = new double[n][n];
        for (int k = 0; k < n; k++) {
            double factor = eigenvalues[k] > least ? Math.pow(eigenvalues[k], exponent) : 0;
            for (int i = 0; i < n; i++) {
                columns[i][k] = vectors[k][i] * factor;
                scaled[k][i] = vectors[k][i];
            }
        }
        return of(product(columns, scaled));
    }

    /** @param vectors receives one in each row, in the order of the values, the largest first */
    private void decompose(double[] eigenvalues, double[][] vectors) {
        int n = values.length;
        try (PointerScope scope = new PointerScope()) {
            Mat matrix = new Mat(n, n, CV_64F);
            DoubleBuffer cells = matrix.createBuffer();
            for (double[] row : values) {
                cells.put(row);
            }
            Mat found = new Mat();
            Mat basis = new Mat();
            opencv_core.eigen(matrix, found, basis);
            DoubleBuffer foundValues = found.createBuffer();
            foundValues.get(eigenvalues);
            DoubleBuffer rows = basis.createBuffer();
            for (double[] vector : vectors) {
                rows.get(vector);
            }
        }
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int j = 0; j < b[k].length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }
}
