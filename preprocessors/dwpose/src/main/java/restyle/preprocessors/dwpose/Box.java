package restyle.preprocessors.dwpose;

/**
 * Where a person is, in pixels of the frame; it may reach beyond the frame's edges.
 *
 * @param left x of the left edge
 * @param top y of the upper edge
 * @param right x of the right edge
 * @param bottom y of the lower edge
 * @param score how sure the detector is, 0..1
 */
record Box(double left, double top, double right, double bottom, double score) {

    /** Returns the shared area over joint area, 0..1, edges counting as one pixel more: the measure of YOLOX's numpy post-processing. */
    double overlap(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left) + 1;
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top) + 1;
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / (area() + other.area() - shared);
    }

    private double area() {
        return (right - left + 1) * (bottom - top + 1);
    }

    /** Returns the same box after its coordinates, not its score, were divided by {@code ratio}. */
    Box unscaled(double ratio) {
        return new Box(left / ratio, top / ratio, right / ratio, bottom / ratio, score);
    }

    boolean isFinite() {
        return Double.isFinite(left) && Double.isFinite(top) && Double.isFinite(right) && Double.isFinite(bottom);
    }
}
