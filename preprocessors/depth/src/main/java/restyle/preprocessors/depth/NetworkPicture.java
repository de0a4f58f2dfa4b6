package restyle.preprocessors.depth;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import restyle.models.runtime.FloatTensor;
import restyle.plugins.Frame;

/** Frames as the network takes them. Source: Depth-Anything-V2, depth_anything_v2/util/transform.py. */
final class NetworkPicture {
    /** Sides are multiples of the network's patches. */
    private static final int PATCH = 14;
    /** Mean and standard deviation of red, green and blue in ImageNet, 0..1. */
    private static final double[] MEAN = {0.485, 0.456, 0.406};

    private static final double[] DEVIATION = {0.229, 0.224, 0.225};

    private NetworkPicture() {}

    /** Returns the size, width and height, at which the network looks at a frame: the short side is {@code side} pixels, or nearly. */
    static int[] size(int width, int height, int side) {
        double scale = Math.max((double) side / width, (double) side / height);
        int least = PATCH * Math.max(1, Math.round(side / (float) PATCH));
        return new int[] {fit(scale * width, least), fit(scale * height, least)};
    }

    private static int fit(double length, int least) {
        return Math.max(least, PATCH * (int) Math.rint(length / PATCH));
    }

    /** Resizes a frame by bicubic interpolation, without rounding or clamping, and normalises it. */
    static void fill(FloatTensor image, Frame frame) {
        try (PointerScope scope = new PointerScope()) {
            Mat exact = new Mat();
            new Mat(frame.height(), frame.width(), CV_8UC3, new BytePointer(frame.rgb()))
                    .convertTo(exact, CV_64F, 1.0 / 255, 0);
            Mat resized = new Mat();
            resize(exact, resized, new Size((int) image.dim(3), (int) image.dim(2)), 0, 0, INTER_CUBIC);
            DoubleBuffer from = resized.createBuffer();
            FloatBuffer planes = image.data();
            int pixels = image.count() / MEAN.length;
            for (int i = 0; i < pixels; i++) {
                for (int c = 0; c < MEAN.length; c++) {
                    planes.put(c * pixels + i, (float) ((from.get(i * MEAN.length + c) - MEAN[c]) / DEVIATION[c]));
                }
            }
        }
    }
}
