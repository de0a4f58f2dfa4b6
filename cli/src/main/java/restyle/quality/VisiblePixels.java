package restyle.quality;

/**
 * Finds the pixels of a picture that the picture before shows too, by the optical flow between the two: those whose way back and forth ends
 * where it began, and that do not lie at the border of something that moves (Ruder and others 2016, "Artistic Style Transfer for Videos").
 */
public final class VisiblePixels {

    /** How far the ways back and forth may differ: a share of their squared lengths, ... */
    private static final double SHARE = 0.01;

    /** ... and squared pixels. */
    private static final double ROUND_TRIP = 0.5;

    /** How much flow may vary from pixel to pixel where nothing moves, squared pixels. */
    private static final double BOUNDARY = 0.002;

    private final int width;
    private final int height;
    private final float[] back;
    private final float[] forward;
    private final boolean[] visible;

    /**
     * Compares the flows between two pictures.
     *
     * @param back how far each pixel was away in the picture before: x and y in turn, in pixels
     * @param forward how far each pixel of the picture before is away in this one
     */
    public VisiblePixels(int width, int height, float[] back, float[] forward) {
        this.width = width;
        this.height = height;
        this.back = back;
        this.forward = forward;
        visible = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                visible[y * width + x] = isInside(x, y) && returns(x, y) && !isBoundary(x, y);
            }
        }
    }

    /** Returns one flag for each pixel; not to be changed. */
    public boolean[] flags() {
        return visible;
    }

    /** Returns where a pixel was in the picture before, horizontally. */
    double sourceX(int x, int y) {
        return x + (double) back[2 * (y * width + x)];
    }

    /** Returns where a pixel was in the picture before, vertically. */
    double sourceY(int x, int y) {
        return y + (double) back[2 * (y * width + x) + 1];
    }

    private boolean isInside(int x, int y) {
        double sx = sourceX(x, y);
        double sy = sourceY(x, y);
        return sx >= 0 && sx <= width - 1 && sy >= 0 && sy <= height - 1;
    }

    private boolean returns(int x, int y) {
        double bx = back[2 * (y * width + x)];
        double by = back[2 * (y * width + x) + 1];
        Bilinear at = new Bilinear(width, height, x + bx, y + by);
        double fx = at.of(forward, 2, 0);
        double fy = at.of(forward, 2, 1);
        double trip = (bx + fx) * (bx + fx) + (by + fy) * (by + fy);
        return trip < SHARE * (bx * bx + by * by + fx * fx + fy * fy) + ROUND_TRIP;
    }

    private boolean isBoundary(int x, int y) {
        int at = 2 * (y * width + x);
        double variation = 0;
        for (int c = 0; c < 2; c++) {
            double across = x < width - 1 ? (double) back[at + 2 + c] - back[at + c] : 0;
            double down = y < height - 1 ? (double) back[at + 2 * width + c] - back[at + c] : 0;
            variation += across * across + down * down;
        }
        double length = (double) back[at] * back[at] + (double) back[at + 1] * back[at + 1];
        return variation >= SHARE * length + BOUNDARY;
    }
}
