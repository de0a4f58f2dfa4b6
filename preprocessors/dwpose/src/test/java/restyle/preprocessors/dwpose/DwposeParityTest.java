package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.preprocessors.dwpose.Golden.GoldenPerson;

/** Compares with what the original programs found and drew on the same networks and pictures. */
class DwposeParityTest {

    private static final Compute COMPUTE = new Compute(Device.CPU, 1);
    private static final double THRESHOLD = 0.3;

    @ParameterizedTest
    @MethodSource("all")
    void findsTheSameBoxes(Golden golden) throws Exception {
        List<Box> boxes = boxes(golden.frame());
        assertEquals(golden.people().size(), boxes.size());
        for (int i = 0; i < boxes.size(); i++) {
            double[] box = golden.people().get(i).box();
            assertEquals(box[0], boxes.get(i).left(), 0.01);
            assertEquals(box[1], boxes.get(i).top(), 0.01);
            assertEquals(box[2], boxes.get(i).right(), 0.01);
            assertEquals(box[3], boxes.get(i).bottom(), 0.01);
            assertEquals(box[4], boxes.get(i).score(), 1e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void findsTheSameKeypoints(Golden golden) throws Exception {
        List<Person> people = people(golden.frame());
        for (int i = 0; i < people.size(); i++) {
            GoldenPerson person = golden.people().get(i);
            for (int k = 0; k < Person.KEYPOINTS; k++) {
                Keypoint found = people.get(i).keypoints().get(k);
                // Less than the distance of two bins, which is at least 0.11 pixels in these pictures.
                assertEquals(person.keypoints()[k][0], found.x(), 0.01, "x of keypoint " + k);
                assertEquals(person.keypoints()[k][1], found.y(), 0.01, "y of keypoint " + k);
                assertEquals(person.scores()[k], found.score(), 1e-3, "score of keypoint " + k);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("withMaps")
    void arrangesPeopleAsOpenPoseDoes(Golden golden) throws Exception {
        List<Person> people = people(golden.frame());
        for (int i = 0; i < people.size(); i++) {
            Golden.OpenPose expected = golden.people().get(i).openpose();
            Figure found = Figure.of(people.get(i));
            assertPoints(expected.body(), found.body());
            assertPoints(expected.leftHand(), found.leftHand());
            assertPoints(expected.rightHand(), found.rightHand());
            assertPoints(Arrays.copyOf(expected.face(), 68), found.face());
        }
    }

    @ParameterizedTest
    @MethodSource("withMaps")
    void drawsTheSameMap(Golden golden) throws Exception {
        assertMap(golden.map(), map(golden.frame(), DwposeSettings.DEFAULTS));
    }

    @ParameterizedTest
    @MethodSource("withBodyMaps")
    void drawsTheSameBodies(Golden golden) throws Exception {
        DwposeSettings bodies = DwposeSettings.DEFAULTS.with("hands", false).with("face", false);
        assertMap(golden.bodyMap(), map(golden.frame(), bodies));
    }

    static List<Golden> all() throws IOException {
        return Golden.all();
    }

    static Stream<Golden> withMaps() throws IOException {
        return all().stream().filter(golden -> golden.map() != null);
    }

    static Stream<Golden> withBodyMaps() throws IOException {
        return all().stream().filter(golden -> golden.bodyMap() != null);
    }

    private static void assertPoints(double[][] expected, List<Keypoint> found) {
        assertEquals(expected.length, found.size());
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] != null, found.get(i).score() >= THRESHOLD, "point " + i);
            if (expected[i] != null) {
                assertEquals(expected[i][0], found.get(i).x(), 0.01, "x of point " + i);
                assertEquals(expected[i][1], found.get(i).y(), 0.01, "y of point " + i);
            }
        }
    }

    /** At most 1 % of the pixels that are not black may differ. */
    private static void assertMap(String name, ControlMap found) throws IOException {
        Frame golden = Golden.picture(name);
        assertEquals(golden.width(), found.width());
        assertEquals(golden.height(), found.height());
        int drawn = 0;
        int differing = 0;
        for (int i = 0; i < golden.rgb().length; i += 3) {
            boolean black = true;
            boolean same = true;
            for (int channel = i; channel < i + 3; channel++) {
                black &= golden.rgb()[channel] == 0;
                same &= golden.rgb()[channel] == found.rgb()[channel];
            }
            drawn += black ? 0 : 1;
            differing += same ? 0 : 1;
        }
        assertTrue(differing <= 0.01 * drawn, differing + " of " + drawn + " pixels differ");
    }

    private static List<Box> boxes(Frame frame) {
        Clip clip = new Clip(frame.width(), frame.height(), 25, "cpu", 1);
        try (PersonDetector detector = new PersonDetector(Golden.DETECTOR, clip, COMPUTE, THRESHOLD)) {
            return detector.detect(frame);
        }
    }

    private static List<Person> people(Frame frame) {
        try (PoseEstimator estimator = new PoseEstimator(Golden.POSE, COMPUTE)) {
            return estimator.estimate(frame, boxes(frame));
        }
    }

    private static ControlMap map(Frame frame, DwposeSettings settings) throws Exception {
        Clip clip = new Clip(frame.width(), frame.height(), 25, "cpu", 1);
        try (FrameProcessor processor = new DwposePreprocessor().open(clip, settings.toSettings())) {
            return (ControlMap) processor.process(frame);
        }
    }
}
