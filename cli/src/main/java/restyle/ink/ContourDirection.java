package restyle.ink;

/**
 * Which way contours run at each pixel, from the structure tensor of a picture's gradients.
 *
 * @param dx unit vector along the contour, to the right
 * @param dy the same, downwards
 */
record ContourDirection(int width, int height, float[] dx, float[] dy) {

    /** Finds the directions of a picture of one channel, averaged over so many pixels. */
    static ContourDirection of(float[] picture, GaussianBlur blur, double deviation) {
        int width = blur.width();
        int height = blur.height();
        float[] even = new float[picture.length]; // gx^2 - gy^2 and 2 gx gy: direction, with opposite gradients alike
        float[] odd = new float[picture.length];
        for (int y = 0; y < height; y++) {
            int above = Math.max(0, y - 1) * width;
            int below = Math.min(height - 1, y + 1) * width;
            for (int x = 0; x < width; x++) {
                float gx = picture[y * width + Math.min(width - 1, x + 1)] - picture[y * width + Math.max(0, x - 1)];
                float gy = picture[below + x] - picture[above + x];
                even[y * width + x] = gx * gx - gy * gy;
                odd[y * width + x] = 2 * gx * gy;
            }
        }
        return across(width, height, blur.of(even, deviation), blur.of(odd, deviation));
    }

    private static ContourDirection across(int width, int height, float[] even, float[] odd) {
        float[] dx = new float[even.length];
        float[] dy = new float[even.length];
        for (int i = 0; i < even.length; i++) {
            double angle = (Math.atan2(odd[i], even[i]) + Math.PI) / 2;
            dx[i] = (float) Math.cos(angle);
            dy[i] = (float) Math.sin(angle);
        }
        return new ContourDirection(width, height, dx, dy);
    }

    /**
     * Averages a picture along its contours, by Gaussian weights: straight ones within the reach, so two rounds bend.
     *
     * @param reach samples on each side; the weights' standard deviation is half of it
     * @param step distance of samples in pixels
     */
    float[] averaged(float[] picture, int reach, double step) {
        float[] weights = new float[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            weights[k + reach] = (float) Math.exp(-2.0 * k * k / (reach * reach));
            sum += weights[k + reach];
        }
        float[] out = new float[picture.length];
        for (int i = 0; i < out.length; i++) {
            int column = i % width;
            int row = i / width;
            float total = 0;
            for (int k = -reach; k <= reach; k++) {
                float x = column + (float) (k * step) * dx[i];
                float y = row + (float) (k * step) * dy[i];
                total += weights[k + reach] * sample(picture, x, y);
            }
            out[i] = (float) (total / sum);
        }
        return out;
    }

    /** Interpolates linearly; beyond the border counts what is at the border. */
    private float sample(float[] picture, float x, float y) {
        float cx = Math.max(0, Math.min(width - 1, x));
        float cy = Math.max(0, Math.min(height - 1, y));
        int left = Math.min((int) cx, Math.max(0, width - 2));
        int top = Math.min((int) cy, Math.max(0, height - 2));
        int right = Math.min(width - 1, left + 1);
        int bottom = Math.min(height - 1, top + 1);
        float u = cx - left;
        float v = cy - top;
        float upper = picture[top * width + left] * (1 - u) + picture[top * width + right] * u;
        float lower = picture[bottom * width + left] * (1 - u) + picture[bottom * width + right] * u;
        return upper * (1 - v) + lower * v;
    }
}
