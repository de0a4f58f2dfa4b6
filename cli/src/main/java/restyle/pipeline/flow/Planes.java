package restyle.pipeline.flow;

import java.nio.FloatBuffer;
import restyle.models.runtime.FloatTensor;

/** Between 8-bit pictures (rows of red, green, blue) and what networks read and write: planes [1, 3, h, w] of floats. */
public final class Planes {

    private Planes() {}

    /** Writes pixels as 0..1, the range of control maps. */
    public static void writeUnit(byte[] rgb, FloatTensor planes) {
        write(rgb, planes, 1, 0);
    }

    /** Writes pixels as -1..1, the range of the autoencoder. */
    public static void writeSigned(byte[] rgb, FloatTensor planes) {
        write(rgb, planes, 2, -1);
    }

    private static void write(byte[] rgb, FloatTensor planes, float scale, float offset) {
        FloatBuffer data = planes.data();
        int plane = rgb.length / 3;
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                data.put(c * plane + i, (rgb[3 * i + c] & 0xFF) / 255f * scale + offset);
            }
        }
    }

    /**
     * Returns a decoded picture, -1..1 and clamped to it, as pixels rounded to 8 bit.
     *
     * @param width of the part at the top left that is wanted
     * @param height of the part at the top left that is wanted
     */
    public static byte[] toRgb(FloatTensor planes, int width, int height) {
        return toRgb(planes, width, height, 0.5f, 0.5f);
    }

    /** Returns a picture of 0..1, clamped to it, as pixels rounded to 8 bit. */
    public static byte[] unitToRgb(FloatTensor planes, int width, int height) {
        return toRgb(planes, width, height, 1, 0);
    }

    private static byte[] toRgb(FloatTensor planes, int width, int height, float scale, float offset) {
        FloatBuffer data = planes.data();
        int row = (int) planes.dim(3);
        int plane = row * (int) planes.dim(2);
        byte[] rgb = new byte[3 * width * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    float unit = data.get(c * plane + y * row + x) * scale + offset;
                    rgb[at++] = (byte) (int) Math.rint(Math.max(0, Math.min(1, unit)) * 255);
                }
            }
        }
        return rgb;
    }
}
