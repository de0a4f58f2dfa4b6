package restyle.preprocessors.dwpose;

import java.nio.FloatBuffer;

/**
 * Where a keypoint is, as SimCC tells it: a score for every half pixel along each axis (arXiv 2107.03332).
 *
 * @param x bin with the highest score, from the left; -1 if nothing was seen
 * @param y bin with the highest score, from above; -1 if nothing was seen
 * @param score the smaller of the two highest scores
 */
record Simcc(int x, int y, double score) {

    /** @param xScores every bin along x; {@code yScores} along y */
    static Simcc of(FloatBuffer xScores, FloatBuffer yScores) {
        int x = best(xScores);
        int y = best(yScores);
        float score = Math.min(xScores.get(x), yScores.get(y));
        return score > 0 ? new Simcc(x, y, score) : new Simcc(-1, -1, score);
    }

    /** The first of the highest. */
    private static int best(FloatBuffer scores) {
        int best = 0;
        for (int i = 1; i < scores.limit(); i++) {
            if (scores.get(i) > scores.get(best)) {
                best = i;
            }
        }
        return best;
    }
}
