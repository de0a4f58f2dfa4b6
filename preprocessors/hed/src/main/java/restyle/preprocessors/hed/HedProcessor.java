package restyle.preprocessors.hed;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import restyle.models.engine.LoadedNetwork;
import restyle.models.graph.Graph;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.weights.StateDict;
import restyle.models.weights.format.TensorFiles;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;

/** Edges of the frames of one clip; each frame by itself. */
final class HedProcessor implements FrameProcessor {

    private final boolean safe;
    private final boolean scribble;
    private final FloatTensor rgb;
    private final FloatTensor logits;
    private final Session session;

    HedProcessor(Clip clip, Path model, boolean safe, boolean scribble) {
        this.safe = safe;
        this.scribble = scribble;
        int width = Math.max(clip.width(), HedNet.MIN_SIDE);
        int height = Math.max(clip.height(), HedNet.MIN_SIDE);
        Compute compute = new Compute(Device.find(clip.device()), clip.threads());
        rgb = FloatTensor.zeros(1, 3, height, width);
        logits = FloatTensor.zeros(1, 1, height, width);
        session = LoadedNetwork.open(StateDict.of(TensorFiles.read(model)), compute, weights -> {
            Graph graph = weights.graph();
            graph.output("logits", new HedNet(weights).logits(graph.input("rgb", 1, 3, height, width)));
        });
    }

    @Override
    public ControlMap process(Frame frame) {
        fill(frame);
        session.run(Map.of("rgb", rgb), Map.of("logits", logits));
        byte[] edges = levels(frame.width(), frame.height());
        return ControlMap.grey(
                frame.width(), frame.height(), scribble ? Scribble.of(frame.width(), frame.height(), edges) : edges);
    }

    /** Copies the frame into the net's input; a frame smaller than the net's least size goes on with its last pixels. */
    private void fill(Frame frame) {
        FloatBuffer planes = rgb.data();
        byte[] from = frame.rgb();
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < rgb.dim(2); y++) {
                int row = Math.min(y, frame.height() - 1) * frame.width();
                for (int x = 0; x < rgb.dim(3); x++) {
                    int pixel = row + Math.min(x, frame.width() - 1);
                    planes.put(Byte.toUnsignedInt(from[3 * pixel + channel]));
                }
            }
        }
    }

    private byte[] levels(int width, int height) {
        FloatBuffer from = logits.data();
        int rowLength = (int) logits.dim(3);
        byte[] levels = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                levels[y * width + x] = (byte) level(from.get(y * rowLength + x));
            }
        }
        return levels;
    }

    /** 0..255, truncated; in safe mode 0, 127 or 255. Roundings are those of annotator/util.py's safe_step. */
    private int level(float logit) {
        double edge = 1 / (1 + Math.exp(-(double) logit));
        if (safe) {
            edge = (int) ((float) edge * 3f) / 2f;
        }
        return (int) Math.min(edge * 255, 255);
    }

    @Override
    public void close() {
        session.close();
    }
}
