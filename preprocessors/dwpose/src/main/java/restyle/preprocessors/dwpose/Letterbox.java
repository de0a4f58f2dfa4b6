package restyle.preprocessors.dwpose;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import restyle.models.runtime.FloatTensor;
import restyle.plugins.Frame;

/**
 * How a frame fits into the detector's square: scaled to the longer side, in the upper left corner, grey around it.
 *
 * @param side pixels of the square
 * @param ratio pixels of the square per pixel of the frame
 * @param width pixels of the scaled frame
 * @param height pixels of the scaled frame
 */
record Letterbox(int side, double ratio, int width, int height) {

    private static final float GREY = 114;

    /**
     * Fits a picture into the network's square. Sizes are truncated, as in YOLOX's preproc, so the longer side can lack one pixel;
     * none becomes 0.
     */
    static Letterbox of(int side, int frameWidth, int frameHeight) {
        double ratio = Math.min((double) side / frameHeight, (double) side / frameWidth);
        return new Letterbox(
                side, ratio, Math.max(1, (int) (frameWidth * ratio)), Math.max(1, (int) (frameHeight * ratio)));
    }

    /** Fills {@code bgr [1, 3, side, side]} with blue, green, red planes, 0..255. */
    void fill(Frame frame, FloatTensor bgr) {
        byte[] rgb = scale(frame);
        FloatBuffer planes = bgr.data();
        float[] row = new float[side];
        for (int plane = 0; plane < 3; plane++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    boolean inside = x < width && y < height;
                    row[x] = inside ? Byte.toUnsignedInt(rgb[3 * (y * width + x) + 2 - plane]) : GREY;
                }
                planes.put(row);
            }
        }
    }

    /** Returns the frame at the scaled size, bilinear without smoothing. */
    byte[] scale(Frame frame) {
        try (PointerScope scope = new PointerScope()) {
            Mat from = new Mat(frame.height(), frame.width(), CV_8UC3, new BytePointer(frame.rgb()));
            Mat to = new Mat();
            resize(from, to, new Size(width, height));
            byte[] rgb = new byte[3 * width * height];
            to.data().get(rgb);
            return rgb;
        }
    }
}
