package restyle.colour;

/**
 * Converts between 8-bit sRGB and CIE L*a*b* (IEC 61966-2-1; CIE 15), white point D65. L is 0..100, a and b are about -110..110.
 */
public final class Lab {

    /** Linear sRGB to XYZ, each row divided by that of white. */
    private static final double[][] TO_XYZ = {
        {.412453 / .950456, .357580 / .950456, .180423 / .950456},
        {.212671, .715160, .072169},
        {.019334 / 1.088754, .119193 / 1.088754, .950227 / 1.088754}
    };

    private static final double[][] FROM_XYZ = inverse(TO_XYZ);

    /** Below this a straight line takes the place of the cube root. */
    private static final double LINEAR_BELOW = 0.008856;

    private static final double SLOPE = 7.787;
    private static final double OFFSET = 16 / 116.0;

    private static final double[] LINEAR = new double[256];

    static {
        for (int level = 0; level < LINEAR.length; level++) {
            double c = level / 255.0;
            LINEAR[level] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
    }

    private Lab() {}

    /**
     * Converts one pixel.
     *
     * @param rgb picture, red, green and blue in turn
     * @param at index of the pixel's red
     * @param lab receives L, a and b
     */
    public static void of(byte[] rgb, int at, double[] lab) {
        double red = LINEAR[rgb[at] & 0xFF];
        double green = LINEAR[rgb[at + 1] & 0xFF];
        double blue = LINEAR[rgb[at + 2] & 0xFF];
        double y = sum(TO_XYZ[1], red, green, blue);
        double fx = curve(sum(TO_XYZ[0], red, green, blue));
        double fy = curve(y);
        double fz = curve(sum(TO_XYZ[2], red, green, blue));
        lab[0] = y > LINEAR_BELOW ? 116 * fy - 16 : 903.3 * y;
        lab[1] = 500 * (fx - fy);
        lab[2] = 200 * (fy - fz);
    }

    /**
     * Converts one pixel back; colours that sRGB does not have are clamped, channel by channel.
     *
     * @param lab L, a and b
     * @param rgb picture that receives the pixel
     * @param at index of the pixel's red
     */
    public static void toRgb(double[] lab, byte[] rgb, int at) {
        double fy = (lab[0] + 16) / 116;
        double x = uncurve(fy + lab[1] / 500);
        double y = uncurve(fy);
        double z = uncurve(fy - lab[2] / 200);
        for (int c = 0; c < 3; c++) {
            rgb[at + c] = level(sum(FROM_XYZ[c], x, y, z));
        }
    }

    private static double sum(double[] row, double a, double b, double c) {
        return row[0] * a + row[1] * b + row[2] * c;
    }

    private static double curve(double t) {
        return t > LINEAR_BELOW ? Math.cbrt(t) : SLOPE * t + OFFSET;
    }

    private static double uncurve(double f) {
        double cube = f * f * f;
        return cube > LINEAR_BELOW ? cube : (f - OFFSET) / SLOPE;
    }

    private static byte level(double linear) {
        double c = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (byte) (int) Math.rint(255 * Math.max(0, Math.min(1, c)));
    }

    /** Of three by three numbers, by cofactors. */
    private static double[][] inverse(double[][] m) {
        double[][] inverse = new double[3][3];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                int r = (j + 1) % 3;
                int s = (j + 2) % 3;
                int p = (i + 1) % 3;
                int q = (i + 2) % 3;
                inverse[i][j] = m[r][p] * m[s][q] - m[r][q] * m[s][p];
            }
            determinant += m[0][i] * inverse[i][0];
        }
        for (double[] row : inverse) {
            for (int j = 0; j < 3; j++) {
                row[j] /= determinant;
            }
        }
        return inverse;
    }
}
