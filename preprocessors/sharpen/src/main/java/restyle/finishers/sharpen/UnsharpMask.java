package restyle.finishers.sharpen;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.addWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Adds to a picture what a Gaussian blur takes away: {@code out = in + amount * (in - blurred)}, cut to 0..255. Borders are mirrored.
 *
 * @param amount at least 0
 * @param radius standard deviation of the blur in pixels, above 0
 */
record UnsharpMask(double amount, double radius) {

    /**
     * Sharpens one picture.
     *
     * @param rgb {@code 3 * width * height} 8-bit samples, rows from top to bottom; left as they are
     */
    byte[] sharpened(int width, int height, byte[] rgb) {
        try (PointerScope scope = new PointerScope()) {
            Mat bytes = new Mat(height, width, CV_8UC3, new BytePointer(rgb));
            Mat exact = new Mat();
            bytes.convertTo(exact, CV_32F); // blurred in 8 bits, rounding errors would be amplified
            Mat blurred = new Mat();
            GaussianBlur(exact, blurred, new Size(0, 0), radius);
            Mat sharp = new Mat();
            addWeighted(exact, 1 + amount, blurred, -amount, 0, sharp, CV_8U);
            byte[] out = new byte[rgb.length];
            sharp.data().get(out);
            return out;
        }
    }
}
