package restyle.preprocessors.depth;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import restyle.models.engine.DepthEstimator;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;

/** Depth of the frames of one clip. Each is estimated by itself; what black and white mean may hold for a scene. */
final class DepthProcessor implements FrameProcessor {
    private final DepthEstimator estimator;
    private final FloatTensor image;
    private final boolean wholeScene;
    private DepthRange range = new DepthRange();

    DepthProcessor(Clip clip, Path model, int side, boolean wholeScene) {
        this.wholeScene = wholeScene;
        int[] size = NetworkPicture.size(clip.width(), clip.height(), side);
        Compute compute = new Compute(Device.find(clip.device()), clip.threads());
        estimator = DepthEstimator.open(model, 1, size[1], size[0], compute);
        image = FloatTensor.zeros(1, 3, estimator.height(), estimator.width());
    }

    @Override
    public ControlMap process(Frame frame) {
        NetworkPicture.fill(image, frame);
        float[] depth = resized(estimator.estimate(image), frame.width(), frame.height());
        if (!wholeScene) {
            range = new DepthRange();
        }
        range.include(depth);
        return ControlMap.grey(frame.width(), frame.height(), range.levels(depth));
    }

    @Override
    public void reset() {
        range = new DepthRange();
    }

    /** Brings depth to the frame's size by bilinear interpolation, the corners of both at one place. */
    private static float[] resized(FloatTensor depth, int width, int height) {
        FloatBuffer from = depth.data();
        int rows = (int) depth.dim(1);
        int columns = (int) depth.dim(2);
        float[] result = new float[width * height];
        for (int y = 0; y < height; y++) {
            float row = height > 1 ? y * ((rows - 1f) / (height - 1)) : 0;
            int top = (int) row;
            int bottom = Math.min(top + 1, rows - 1);
            for (int x = 0; x < width; x++) {
                float column = width > 1 ? x * ((columns - 1f) / (width - 1)) : 0;
                int left = (int) column;
                int right = Math.min(left + 1, columns - 1);
                float upper = mix(from.get(top * columns + left), from.get(top * columns + right), column - left);
                float lower = mix(from.get(bottom * columns + left), from.get(bottom * columns + right), column - left);
                result[y * width + x] = mix(upper, lower, row - top);
            }
        }
        return result;
    }

    private static float mix(float a, float b, float share) {
        return (1 - share) * a + share * b;
    }

    @Override
    public void close() {
        estimator.close();
    }
}
