package restyle.models.engine;

/**
 * Where tiles lie along one side of a picture, and how much each counts where. Neighbours overlap; in the middle of an overlap one fades
 * into the other.
 *
 * @param tile length of each tile
 * @param starts first pixels of the tiles, ascending
 * @param fade pixels on each side of a border in which both tiles count
 */
record TileAxis(int tile, int[] starts, int fade) {

    /**
     * Lays out tiles.
     *
     * @param length of the side, at least {@code tile}
     * @param margin pixels at a tile's ends that are not used where another tile has them; both are less than the tile
     * @param alignment by what starts must be divisible; {@code length} and {@code tile} are
     */
    static TileAxis of(int length, int tile, int margin, int alignment, int fade) {
        if (tile == length) {
            return new TileAxis(tile, new int[] {0}, fade);
        }
        int stride = Math.max(1, (tile - 2 * margin) / alignment) * alignment;
        int count = (length - tile + stride - 1) / stride + 1;
        int[] starts = new int[count];
        for (int i = 0; i < count; i++) {
            double start = (double) i * (length - tile) / (count - 1);
            starts[i] = (int) Math.round(start / alignment) * alignment;
        }
        return new TileAxis(tile, starts, fade);
    }

    int count() {
        return starts.length;
    }

    /** Returns how much each pixel of a tile counts, 0..1; over all tiles the sum is 1 everywhere. */
    float[] weights(int index, int scale) {
        float[] weights = new float[tile * scale];
        for (int i = 0; i < weights.length; i++) {
            double position = starts[index] + (i + 0.5) / scale;
            double fadedIn = index == 0 ? 1 : passed(index - 1, position);
            double fadedOut = index == count() - 1 ? 0 : passed(index, position);
            weights[i] = (float) (fadedIn * (1 - fadedOut));
        }
        return weights;
    }

    /** How far the border behind tile {@code index} is passed, 0..1. */
    private double passed(int index, double position) {
        double border = (starts[index + 1] + starts[index] + tile) / 2.0;
        return fade == 0 ? position < border ? 0 : 1 : Math.min(1, Math.max(0, (position - border) / (2 * fade) + 0.5));
    }
}
