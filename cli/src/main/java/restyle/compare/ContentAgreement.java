package restyle.compare;

import java.util.Arrays;

/**
 * How well frames agree in what they show: cosines of CLIP's image embeddings, -1..1.
 *
 * @param step frames from one that was looked at to the next
 * @param frames numbers of those, from 0
 * @param temporalA of each of them with the one before in A; NaN for the first
 * @param temporalB the same of B
 * @param content of each of them in A with the same moment of B
 */
record ContentAgreement(int step, int[] frames, double[] temporalA, double[] temporalB, double[] content) {

    /** No image encoder was at hand. */
    static final ContentAgreement NONE =
            new ContentAgreement(0, new int[0], new double[0], new double[0], new double[0]);

    /** Averages what is defined; NaN if nothing is. */
    static double mean(double[] cosines) {
        return Arrays.stream(cosines).filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
