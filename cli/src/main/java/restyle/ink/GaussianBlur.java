package restyle.ink;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** Blurs pictures of one channel and one size; borders are mirrored. */
record GaussianBlur(int width, int height) {

    /**
     * Blurs a picture.
     *
     * @param values rows from top to bottom; left as they are
     * @param deviation standard deviation in pixels, above 0
     * @throws IllegalArgumentException if the picture has another size: native code would read beyond it
     */
    float[] of(float[] values, double deviation) {
        if (values.length != width * height) {
            throw new IllegalArgumentException("%d values for %dx%d pixels".formatted(values.length, width, height));
        }
        try (PointerScope scope = new PointerScope()) {
            Mat picture = new Mat(height, width, CV_32FC1, new FloatPointer(values));
            Mat blurred = new Mat();
            opencv_imgproc.GaussianBlur(picture, blurred, new Size(0, 0), deviation);
            float[] out = new float[values.length];
            new FloatPointer(blurred.data()).get(out);
            return out;
        }
    }
}
