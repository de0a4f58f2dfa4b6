package restyle.preprocessors.depth;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import restyle.models.engine.DepthEstimator;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.FrameResult;

/**
 * Depth of the frames of one clip. Each is estimated by itself; what black and white mean may hold for a scene. That is known {@value #AHEAD}
 * frames ahead, so that it does not jump where a scene begins, and follows from the frames of the scene up to there alone.
 */
final class DepthProcessor implements FrameProcessor {
    /** Frames that are looked at together. */
    static final int AHEAD = 8;

    private final DepthEstimator estimator;
    private final FloatTensor images;
    private final boolean wholeScene;
    private DepthRange range = new DepthRange();

    /**
     * @param side short side at which the network looks
     * @param batch frames that the network sees together, up to {@value #AHEAD}
     */
    DepthProcessor(Clip clip, Path model, int side, int batch, boolean wholeScene) {
        this.wholeScene = wholeScene;
        int[] size = NetworkPicture.size(clip.width(), clip.height(), side);
        Compute compute = new Compute(Device.find(clip.device()), clip.threads());
        estimator = DepthEstimator.open(model, batch, size[1], size[0], compute);
        images = FloatTensor.zeros(estimator.batch(), 3, estimator.height(), estimator.width());
    }

    @Override
    public int batch() {
        return AHEAD;
    }

    @Override
    public ControlMap process(Frame frame) {
        return (ControlMap) processAll(List.of(frame)).get(0);
    }

    @Override
    public List<FrameResult> processAll(List<Frame> frames) {
        List<float[]> depths = new ArrayList<>();
        for (int from = 0; from < frames.size(); from += estimator.batch()) {
            depths.addAll(estimated(frames.subList(from, Math.min(from + estimator.batch(), frames.size()))));
        }
        depths.forEach(range::include);
        List<FrameResult> maps = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            DepthRange of = wholeScene ? range : DepthRange.of(depths.get(i));
            maps.add(ControlMap.grey(frame.width(), frame.height(), of.levels(depths.get(i))));
        }
        return maps;
    }

    /** At most a batch of frames; where they are fewer, what the batch held before fills it up. */
    private List<float[]> estimated(List<Frame> frames) {
        for (int i = 0; i < frames.size(); i++) {
            NetworkPicture.fill(images.rows(i, i + 1), frames.get(i));
        }
        FloatTensor found = estimator.estimate(images);
        List<float[]> depths = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            depths.add(resized(
                    found.rows(i, i + 1), frames.get(i).width(), frames.get(i).height()));
        }
        return depths;
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
