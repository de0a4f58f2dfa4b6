package restyle.preprocessors.dwpose;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import restyle.models.runtime.Compute;
import restyle.models.runtime.FloatTensor;
import restyle.models.runtime.Session;
import restyle.models.runtime.ValueType;
import restyle.plugins.Frame;

/**
 * Finds the keypoints of people with RTMPose. The network takes crops {@code [n, 3, h, w]}, red, green, blue, normalised, and gives
 * {@code [n, 133, 2 w]} and {@code [n, 133, 2 h]}: a score for every half pixel, see {@link Simcc}.
 */
final class PoseEstimator implements AutoCloseable {

    /** A crowd is seen in parts, so that memory has a bound. */
    private static final int MAX_AT_ONCE = 16;

    private static final int BINS_PER_PIXEL = 2;

    private final Session session;
    private final CropSampler sampler;
    private final int mostAtOnce;

    PoseEstimator(Path file, Compute compute) {
        session = new NetworkFile("pose", file, "a SimCC network for 133 keypoints, such as dw-ll_ucoco_384.onnx")
                .open(compute, PoseEstimator::isWholeBody);
        long[] shape = input(session).shape();
        sampler = new CropSampler((int) shape[3], (int) shape[2]);
        mostAtOnce = shape[0] < 0 ? MAX_AT_ONCE : 1;
    }

    /** Returns a person for every box, in the same order. */
    List<Person> estimate(Frame frame, List<Box> boxes) {
        List<Person> people = new ArrayList<>();
        for (int from = 0; from < boxes.size(); from += mostAtOnce) {
            people.addAll(estimateTogether(frame, boxes.subList(from, Math.min(from + mostAtOnce, boxes.size()))));
        }
        return people;
    }

    private List<Person> estimateTogether(Frame frame, List<Box> boxes) {
        FloatTensor crops = FloatTensor.zeros(boxes.size(), 3, sampler.height(), sampler.width());
        List<PersonCrop> places = boxes.stream().map(this::place).toList();
        for (int i = 0; i < boxes.size(); i++) {
            sampler.fill(frame, places.get(i), crops.rows(i, i + 1).data());
        }
        Map<String, FloatTensor> scores =
                session.run(Map.of(session.inputs().keySet().iterator().next(), crops));
        Iterator<FloatTensor> axes = scores.values().iterator();
        FloatTensor x = axes.next();
        FloatTensor y = axes.next();
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            people.add(new Person(boxes.get(i), keypoints(places.get(i), x.rows(i, i + 1), y.rows(i, i + 1))));
        }
        return people;
    }

    private PersonCrop place(Box box) {
        return PersonCrop.of(box, (double) sampler.width() / sampler.height());
    }

    private List<Keypoint> keypoints(PersonCrop crop, FloatTensor x, FloatTensor y) {
        int xBins = BINS_PER_PIXEL * sampler.width();
        int yBins = BINS_PER_PIXEL * sampler.height();
        FloatBuffer xScores = x.data();
        FloatBuffer yScores = y.data();
        List<Keypoint> keypoints = new ArrayList<>();
        for (int k = 0; k < Person.KEYPOINTS; k++) {
            Simcc found = Simcc.of(xScores.slice(k * xBins, xBins), yScores.slice(k * yBins, yBins));
            keypoints.add(new Keypoint(
                    crop.frameX((double) found.x() / xBins), crop.frameY((double) found.y() / yBins), found.score()));
        }
        return keypoints;
    }

    private static boolean isWholeBody(Session session) {
        if (session.inputs().size() != 1 || session.outputs().size() != 2) {
            return false;
        }
        long[] shape = input(session).shape();
        if (shape.length != 4 || shape[2] < 1 || shape[3] < 1 || !input(session).accepts(1, 3, shape[2], shape[3])) {
            return false;
        }
        Iterator<ValueType> axes = session.outputs().values().iterator();
        return axes.next().accepts(1, Person.KEYPOINTS, BINS_PER_PIXEL * shape[3])
                && axes.next().accepts(1, Person.KEYPOINTS, BINS_PER_PIXEL * shape[2]);
    }

    private static ValueType input(Session session) {
        return session.inputs().values().iterator().next();
    }

    @Override
    public void close() {
        session.close();
    }
}
