package restyle.preprocessors.tile;

import static org.bytedeco.opencv.global.opencv_core.ALGO_HINT_DEFAULT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;

/**
 * Makes what another processor gives more vivid, so that plain footage has what a look can draw: lightness stands out more from its
 * surroundings, and colours that are nearly grey move away from grey, which strong ones do not. A function of each frame alone.
 */
final class VividTile implements FrameProcessor {

    /** Of the short side, how far surroundings reach (standard deviation). */
    private static final double SURROUNDINGS = 1 / 29.0;

    /** Distance from grey, of 0..255, at which a colour counts as strong. */
    private static final float STRONG = 64;

    private static final float RED = 0.299f;
    private static final float GREEN = 0.587f;
    private static final float BLUE = 0.114f;

    private final FrameProcessor before;
    private final float colour;
    private final float contrast;

    /** @param vivid how much nearly grey colours move away from grey; contrast rises by half of it */
    VividTile(FrameProcessor before, float vivid) {
        this.before = before;
        this.colour = vivid;
        this.contrast = vivid / 2;
    }

    @Override
    public ControlMap process(Frame frame) throws Exception {
        if (!(before.process(frame) instanceof ControlMap map)) {
            throw new IllegalStateException("a tile is a control map");
        }
        byte[] rgb = map.rgb();
        float[] luma = luma(rgb);
        float[] around = around(luma, map.width(), map.height());
        byte[] vivid = new byte[rgb.length];
        for (int pixel = 0; pixel < luma.length; pixel++) {
            float y = luma[pixel];
            float raised = Math.max(0, Math.min(255, y + contrast * (y - around[pixel])));
            float gain = gain(rgb, 3 * pixel, y);
            for (int i = 3 * pixel; i < 3 * pixel + 3; i++) {
                float value = raised + gain * (Byte.toUnsignedInt(rgb[i]) - y);
                vivid[i] = (byte) Math.max(0, Math.min(255, Math.round(value)));
            }
        }
        return new ControlMap(map.width(), map.height(), vivid);
    }

    /** Returns what the distance from grey is multiplied by. */
    private float gain(byte[] rgb, int at, float y) {
        float distance = 0;
        for (int i = at; i < at + 3; i++) {
            distance = Math.max(distance, Math.abs(Byte.toUnsignedInt(rgb[i]) - y) / STRONG);
        }
        return 1 + colour * (float) Math.exp(-distance * distance);
    }

    private static float[] luma(byte[] rgb) {
        float[] luma = new float[rgb.length / 3];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = RED * Byte.toUnsignedInt(rgb[3 * i])
                    + GREEN * Byte.toUnsignedInt(rgb[3 * i + 1])
                    + BLUE * Byte.toUnsignedInt(rgb[3 * i + 2]);
        }
        return luma;
    }

    private static float[] around(float[] luma, int width, int height) {
        double sigma = SURROUNDINGS * Math.min(width, height);
        try (PointerScope scope = new PointerScope()) {
            Mat means = new Mat();
            Mat exact = new Mat(height, width, CV_32FC1, new FloatPointer(luma));
            GaussianBlur(exact, means, new Size(0, 0), sigma, sigma, BORDER_REPLICATE, ALGO_HINT_DEFAULT);
            float[] found = new float[luma.length];
            new FloatPointer(means.data()).get(found);
            return found;
        }
    }

    @Override
    public void reset() {
        before.reset();
    }

    @Override
    public void close() throws Exception {
        before.close();
    }
}
