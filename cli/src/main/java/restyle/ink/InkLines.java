package restyle.ink;

/**
 * Finds where a comic has ink: where a picture is darker than what lies beside it, a difference of Gaussians that is averaged along
 * the contours (Kang, Lee and Chui 2007, Winnemoeller, Kyprianidis and Olsen 2012). It counts in times of how strong such differences are
 * around it, so that calm parts have lines, too.
 */
final class InkLines {

    /** Widths below are for a picture whose short side has so many pixels, and grow with it. */
    private static final double UNIT_SIDE = 288;

    /** Below it, lines would be thinner than pixels. */
    private static final double MIN_UNIT = 0.5;

    private static final double GRAIN = 0.5;
    private static final double LINE = 1.0;
    private static final double BESIDE = 1.8;
    private static final double DIRECTION = 2.0;
    private static final double AROUND = 10.0;
    private static final int REACH = 6;
    private static final int ROUNDS = 2;

    /** Times of the strength around at which ink begins, and where it is full. */
    private static final float FIRST = 0.35f;

    private static final float FULL = 1.6f;

    /** Above 1, so that texture, which is strong everywhere, has less ink than a lone contour. */
    private static final double TEXTURE = 1.5;

    private final GaussianBlur blur;
    private final double unit;
    private final double least;

    /**
     * Prepares for pictures of one size.
     *
     * @param detail 0..1: how weak what is drawn may be; 0 draws where lightness differs by 0.008 of its range, 1 by 0.0005
     */
    InkLines(int width, int height, double detail) {
        this.blur = new GaussianBlur(width, height);
        this.unit = Math.max(MIN_UNIT, Math.min(width, height) / UNIT_SIDE);
        this.least = 0.008 * Math.pow(16, -detail);
    }

    /**
     * Finds how much ink each pixel has, 0..1.
     *
     * @param rgb of {@code 3 * width * height} bytes
     */
    float[] of(byte[] rgb) {
        float[] light = blur.of(lightness(rgb), GRAIN * unit);
        float[] line = blur.of(light, LINE * unit);
        float[] darker = blur.of(light, BESIDE * unit);
        for (int i = 0; i < darker.length; i++) {
            darker[i] -= line[i];
        }
        ContourDirection contours = ContourDirection.of(light, blur, DIRECTION * unit);
        for (int round = 0; round < ROUNDS; round++) {
            darker = contours.averaged(darker, REACH, unit);
        }
        return ink(darker);
    }

    /** Dark parts are to draw lines as well as light ones do: hence the root. */
    private static float[] lightness(byte[] rgb) {
        float[] light = new float[rgb.length / 3];
        for (int i = 0, at = 0; i < light.length; i++, at += 3) {
            float luma = 0.299f * (rgb[at] & 255) + 0.587f * (rgb[at + 1] & 255) + 0.114f * (rgb[at + 2] & 255);
            light[i] = (float) Math.sqrt(luma / 255 + 0.01);
        }
        return light;
    }

    private float[] ink(float[] darker) {
        float[] squares = new float[darker.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = darker[i] * darker[i];
        }
        float[] around = blur.of(squares, AROUND * unit);
        float[] ink = new float[darker.length];
        for (int i = 0; i < ink.length; i++) {
            double times = darker[i] / (TEXTURE * Math.sqrt(around[i]) + least);
            float t = (float) Math.max(0, Math.min(1, (times - FIRST) / (FULL - FIRST)));
            ink[i] = t * t * (3 - 2 * t);
        }
        return ink;
    }
}
