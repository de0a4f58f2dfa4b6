package restyle.preprocessors.hed;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Thins soft edges to lines of equal strength, as ControlNet's scribble models were trained on.
 *
 * @see <a href="https://github.com/lllyasviel/ControlNet-v1-1-nightly/blob/main/gradio_scribble.py">gradio_scribble.py</a>
 */
final class Scribble {

    private static final double SIGMA = 3;
    private static final double RIDGE_LEVEL = 127;
    private static final int LINE_LEVEL = 4;

    /** Half of the lines through a pixel and its neighbours, as steps to the right and down. */
    private static final int[][] DIRECTIONS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};

    private Scribble() {}

    /** Returns lines, 255 on 0, for edges 0..255; both row by row. */
    static byte[] of(int width, int height, byte[] edges) {
        float[] soft = soft(width, height, edges);
        byte[] ridges = new byte[edges.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean strong = soft[y * width + x] > RIDGE_LEVEL;
                ridges[y * width + x] = (byte) (strong && isRidge(soft, width, height, x, y) ? 255 : 0);
            }
        }
        byte[] lines = widened(width, height, ridges);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = (byte) (Byte.toUnsignedInt(lines[i]) > LINE_LEVEL ? 255 : 0);
        }
        return lines;
    }

    /** Blurs without rounding. */
    private static float[] soft(int width, int height, byte[] edges) {
        try (PointerScope scope = new PointerScope()) {
            Mat exact = new Mat();
            new Mat(height, width, CV_8UC1, new BytePointer(edges)).convertTo(exact, CV_32F);
            Mat blurred = new Mat();
            GaussianBlur(exact, blurred, new Size(0, 0), SIGMA);
            float[] soft = new float[edges.length];
            new FloatPointer(blurred.data()).get(soft);
            return soft;
        }
    }

    /** Blurs in 8 bits. */
    private static byte[] widened(int width, int height, byte[] ridges) {
        try (PointerScope scope = new PointerScope()) {
            Mat blurred = new Mat();
            GaussianBlur(new Mat(height, width, CV_8UC1, new BytePointer(ridges)), blurred, new Size(0, 0), SIGMA);
            byte[] lines = new byte[ridges.length];
            blurred.data().get(lines);
            return lines;
        }
    }

    /** Whether no neighbour is larger along one of the four directions. */
    private static boolean isRidge(float[] soft, int width, int height, int x, int y) {
        float here = soft[y * width + x];
        for (int[] step : DIRECTIONS) {
            if (here >= at(soft, width, height, x + step[0], y + step[1])
                    && here >= at(soft, width, height, x - step[0], y - step[1])) {
                return true;
            }
        }
        return false;
    }

    private static float at(float[] soft, int width, int height, int x, int y) {
        boolean inside = x >= 0 && x < width && y >= 0 && y < height;
        return inside ? soft[y * width + x] : Float.NEGATIVE_INFINITY;
    }
}
