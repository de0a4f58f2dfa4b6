package restyle.ink;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.bilateralFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Makes a picture's tones flat: a bilateral filter, then lightness (L* of CIE L*a*b*) in steps with soft borders (Winnemoeller, Olsen and
 * Gooch 2006), so that a border that moves a little does not flicker.
 *
 * @param share 0..1: how much of the way to flat tones
 */
record FlatTones(int width, int height, double share) {

    private static final int STEPS = 6;

    /** The steeper, the sharper the borders between steps. */
    private static final double SLOPE = 7;

    private static final int ROUNDS = 2;

    /** Colours that differ by more than this are not mixed, in 1/255. */
    private static final double COLOUR = 16;

    /**
     * Flattens a picture.
     *
     * @param rgb of {@code 3 * width * height} bytes; left as they are
     * @return rgb, 0..1
     */
    float[] of(byte[] rgb) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = new Mat();
            new Mat(height, width, CV_8UC3, new BytePointer(rgb)).convertTo(picture, CV_32F, 1 / 255.0, 0);
            float[] out = new float[rgb.length];
            if (share > 0) {
                picture = stepped(smooth(picture));
            }
            new FloatPointer(picture.data()).get(out);
            return out;
        }
    }

    private Mat smooth(Mat picture) {
        double unit = Math.min(width, height) / 288.0;
        int side = 2 * (int) Math.ceil(3 * unit) + 1;
        Mat smooth = picture;
        for (int round = 0; round < ROUNDS; round++) {
            Mat next = new Mat();
            bilateralFilter(smooth, next, side, COLOUR / 255 * share, 4 * unit);
            smooth = next;
        }
        return smooth;
    }

    private Mat stepped(Mat picture) {
        Mat lab = new Mat();
        cvtColor(picture, lab, COLOR_RGB2Lab);
        float[] values = new float[3 * width * height];
        new FloatPointer(lab.data()).get(values);
        for (int i = 0; i < values.length; i += 3) {
            double step = values[i] / 100 * STEPS;
            double whole = Math.floor(step);
            double flat = 100 * (whole + rise(step - whole)) / STEPS;
            values[i] += (float) (share * (flat - values[i]));
        }
        Mat out = new Mat();
        cvtColor(new Mat(height, width, CV_32FC3, new FloatPointer(values)), out, COLOR_Lab2RGB);
        return out;
    }

    /** Goes from 0 to 1, mostly around the middle. */
    private static double rise(double part) {
        return 0.5 + 0.5 * Math.tanh(SLOPE / 2 * (part - 0.5)) / Math.tanh(SLOPE / 4);
    }
}
