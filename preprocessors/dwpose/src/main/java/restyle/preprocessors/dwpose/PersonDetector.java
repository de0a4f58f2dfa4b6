package restyle.preprocessors.dwpose;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;
import restyle.plugins.Clip;
import restyle.plugins.Frame;

/**
 * Finds people with YOLOX. The network takes {@code [1, 3, s, s]}, blue, green, red, 0..255, as YOLOX was trained, and gives
 * {@code [1, anchors, 5 + classes]}: box centre and size relative to the anchor, whether there is anything, and the probability of each
 * class, of which the first is a person.
 */
final class PersonDetector implements AutoCloseable {

    private static final int[] STRIDES = {8, 16, 32};

    private final Session session;
    private final Letterbox letterbox;
    private final double threshold;
    private final FloatTensor bgr;
    private final FloatTensor anchors;

    /** @param threshold people with a higher score are found, 0..1 */
    PersonDetector(Path file, Clip clip, Compute compute, double threshold) {
        session = new NetworkFile("detector", file, "undecoded YOLOX boxes for a square picture, such as yolox_l.onnx")
                .open(compute, PersonDetector::isYolox);
        letterbox = Letterbox.of(side(session), clip.width(), clip.height());
        bgr = FloatTensor.zeros(1, 3, letterbox.side(), letterbox.side());
        anchors = FloatTensor.zeros(1, cells(letterbox.side()), output(session).shape()[2]);
        this.threshold = threshold;
    }

    /** Finds people by falling score, none of them twice. */
    List<Box> detect(Frame frame) {
        letterbox.fill(frame, bgr);
        session.run(
                Map.of(session.inputs().keySet().iterator().next(), bgr),
                Map.of(session.outputs().keySet().iterator().next(), anchors));
        return Nms.suppress(candidates());
    }

    /**
     * Boxes above the threshold, several for a person. The original programs suppress from a score of 0.1 and take those above the
     * threshold afterwards: the same, because a box is only ever suppressed by a better one.
     */
    private List<Box> candidates() {
        List<Box> boxes = new ArrayList<>();
        FloatBuffer values = anchors.data();
        int rowLength = (int) anchors.dim(2);
        int at = 0;
        for (int stride : STRIDES) {
            int cells = letterbox.side() / stride;
            for (int cell = 0; cell < cells * cells; cell++, at += rowLength) {
                float score = values.get(at + 4) * values.get(at + 5);
                if (score > threshold) {
                    boxes.add(decode(values.slice(at, 4), cell % cells, cell / cells, stride, score));
                }
            }
        }
        return boxes.stream()
                .map(box -> box.unscaled(letterbox.ratio()))
                .filter(Box::isFinite)
                .toList();
    }

    private static Box decode(FloatBuffer raw, int column, int row, int stride, float score) {
        double x = (raw.get(0) + column) * stride;
        double y = (raw.get(1) + row) * stride;
        double halfWidth = Math.exp(raw.get(2)) * stride / 2;
        double halfHeight = Math.exp(raw.get(3)) * stride / 2;
        return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score);
    }

    private static boolean isYolox(Session session) {
        if (session.inputs().size() != 1 || session.outputs().size() != 1) {
            return false;
        }
        int side = side(session);
        long[] shape = output(session).shape();
        return side > 0
                && input(session).accepts(1, 3, side, side)
                && shape.length == 3
                && shape[2] > 5
                && output(session).accepts(1, cells(side), shape[2]);
    }

    private static long cells(int side) {
        return IntStream.of(STRIDES)
                .mapToLong(stride -> (long) (side / stride) * (side / stride))
                .sum();
    }

    private static int side(Session session) {
        long[] shape = input(session).shape();
        return shape.length == 4 ? (int) shape[3] : 0;
    }

    private static ValueType input(Session session) {
        return session.inputs().values().iterator().next();
    }

    private static ValueType output(Session session) {
        return session.outputs().values().iterator().next();
    }

    @Override
    public void close() {
        session.close();
    }
}
