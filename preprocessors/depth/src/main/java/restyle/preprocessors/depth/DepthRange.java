package restyle.preprocessors.depth;

/** The depths that are black and white on a map: those of the scene so far, or of one frame. */
final class DepthRange {
    private float least = Float.POSITIVE_INFINITY;
    private float most = Float.NEGATIVE_INFINITY;

    /** Makes the range of one frame. */
    static DepthRange of(float[] depth) {
        DepthRange range = new DepthRange();
        range.include(depth);
        return range;
    }

    /** Widens the range to what a frame has. */
    void include(float[] depth) {
        for (float value : depth) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
    }

    /** Returns levels 0..255, truncated; all black where nothing is nearer than the rest. */
    byte[] levels(float[] depth) {
        byte[] levels = new byte[depth.length];
        float span = most - least;
        for (int i = 0; span > 0 && i < depth.length; i++) {
            levels[i] = (byte) (int) ((depth[i] - least) / span * 255f);
        }
        return levels;
    }
}
