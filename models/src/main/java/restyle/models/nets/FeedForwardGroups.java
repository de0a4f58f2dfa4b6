package restyle.models.nets;

import restyle.models.graph.Tensor;

/**
 * The number of groups of rows in which a feed-forward layer is computed. More groups need less memory at a time and stay in the
 * processor's caches, but the runtime prepares the layer's weights once for each: where weights are large against the picture, as in
 * deep levels, one group is best.
 */
final class FeedForwardGroups {

    /** A group's inner tensor is at least this large, so that there is enough to do between two calls of a kernel. */
    private static final long MIN_BYTES = 8L << 20;

    private static final long MAX_GROUPS = 16;

    /** The copies of the weights may take this part of what one group's inner tensor takes. */
    private static final long WEIGHTS_PART = 4;

    private FeedForwardGroups() {}

    /**
     * Chooses the number, a power of two that divides the rows.
     *
     * @param x [rows, tokens, channels], what the layer is given
     * @param width of the layer inside, both halves
     */
    static long of(Tensor x, long width) {
        long channels = x.dim(-1);
        long inner = x.dim(0) * x.dim(1) * width * Float.BYTES;
        long weights = channels * (width + width / 2) * Float.BYTES;
        long groups = 1;
        while (2 * groups <= MAX_GROUPS
                && x.dim(0) % (2 * groups) == 0
                && inner / (2 * groups) >= MIN_BYTES
                && 2 * groups * weights * WEIGHTS_PART <= inner / (2 * groups)) {
            groups *= 2;
        }
        return groups;
    }
}
