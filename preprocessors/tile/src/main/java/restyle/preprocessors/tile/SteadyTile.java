package restyle.preprocessors.tile;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;

/**
 * Frames whose still parts are averaged over time, so that camera grain and coding noise do not flicker in what a network makes of
 * them: styles with lines amplify it. What moves passes at once, so nothing trails behind it.
 *
 * <p>A recursive filter: {@code mean += weight * (frame - mean)}, with a weight for each pixel. Motion is the change's mean over
 * {@value #SIDE} x {@value #SIDE} pixels, in which grain cancels itself out and an object does not.
 */
final class SteadyTile implements FrameProcessor {

    /** Pixels of the square in which a change is averaged to tell motion from grain. */
    private static final int SIDE = 5;

    /** Weight of a new frame where nothing moves: the mean then remembers about eight frames. */
    private static final float STILL_WEIGHT = 0.12f;

    private final int width;
    private final int height;
    private final float threshold;

    /** Red, green, blue of each pixel in turn, 0..255. */
    private final float[] mean;

    private final float[] change;
    private boolean sceneStart = true;

    /**
     * @param threshold in grey levels: changes below half of it are grain, above one and a half times it motion
     */
    SteadyTile(int width, int height, float threshold) {
        this.width = width;
        this.height = height;
        this.threshold = threshold;
        mean = new float[3 * width * height];
        change = new float[3 * width * height];
    }

    @Override
    public ControlMap process(Frame frame) {
        byte[] rgb = frame.rgb();
        for (int i = 0; i < mean.length; i++) {
            change[i] = Byte.toUnsignedInt(rgb[i]) - mean[i];
        }
        float[] motion = meansAround(change);
        for (int pixel = 0; pixel < mean.length; pixel += 3) {
            float weight = sceneStart ? 1 : weight(motion, pixel);
            for (int i = pixel; i < pixel + 3; i++) {
                mean[i] += weight * change[i];
            }
        }
        sceneStart = false;
        return new ControlMap(width, height, rounded());
    }

    /** Of a new frame, {@value #STILL_WEIGHT}..1, by the channel that changes most around the pixel. */
    private float weight(float[] motion, int pixel) {
        float most =
                Math.max(Math.max(Math.abs(motion[pixel]), Math.abs(motion[pixel + 1])), Math.abs(motion[pixel + 2]));
        float moving = Math.max(0, Math.min(1, most / threshold - 0.5f));
        return STILL_WEIGHT + (1 - STILL_WEIGHT) * moving;
    }

    /** Averages each channel over the square around each pixel; beyond the border, the border's pixels go on. */
    private float[] meansAround(float[] samples) {
        try (PointerScope scope = new PointerScope()) {
            Mat means = new Mat();
            Mat exact = new Mat(height, width, CV_32FC3, new FloatPointer(samples));
            blur(exact, means, new Size(SIDE, SIDE), new Point(-1, -1), BORDER_REPLICATE);
            float[] found = new float[samples.length];
            new FloatPointer(means.data()).get(found);
            return found;
        }
    }

    private byte[] rounded() {
        byte[] rgb = new byte[mean.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.max(0, Math.min(255, Math.round(mean[i])));
        }
        return rgb;
    }

    @Override
    public void reset() {
        sceneStart = true;
    }
}
