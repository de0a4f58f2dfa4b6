package restyle.models.weights;

import java.nio.FloatBuffer;

/**
 * Makes kernels of 2 x 2 for a picture of those of 3 x 3 for the picture doubled, each pixel a square of four. Of the three rows that a kernel
 * sees from an upper pixel, the second and the third are one row of the picture; from a lower pixel, the first and the second are; columns
 * likewise.
 */
final class DoubledKernels {
    private static final int SIDE = 3;
    private static final int CORNERS = 4;

    private DoubledKernels() {}

    /**
     * Adds what belongs together.
     *
     * @param kernels float32 [out, in, 3, 3]
     * @return [4, out, in, 2, 2]: for the upper left of the four pixels, the upper right, the lower left and the lower right
     */
    static FloatBuffer of(FloatBuffer kernels) {
        int count = kernels.remaining() / (SIDE * SIDE);
        FloatBuffer sums = FloatBuffer.allocate(CORNERS * count * 4);
        for (int corner = 0; corner < CORNERS; corner++) {
            for (int kernel = 0; kernel < count; kernel++) {
                for (int place = 0; place < SIDE * SIDE; place++) {
                    int row = seen(place / SIDE, corner / 2);
                    int column = seen(place % SIDE, corner % 2);
                    int at = (corner * count + kernel) * 4 + 2 * row + column;
                    sums.put(at, sums.get(at) + kernels.get(kernel * SIDE * SIDE + place));
                }
            }
        }
        return sums;
    }

    /** @return which of the two rows that are seen from an upper (0) or a lower (1) pixel a kernel's row is */
    private static int seen(int row, int lower) {
        return (row + 1 + lower) / 2 - lower;
    }
}
