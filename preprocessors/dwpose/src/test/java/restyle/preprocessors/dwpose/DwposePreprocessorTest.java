package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import restyle.models.graph.ModelException;
import restyle.models.runtime.Compute;
import restyle.models.runtime.Device;
import restyle.plugins.Clip;
import restyle.plugins.ControlMap;
import restyle.plugins.Frame;
import restyle.plugins.FrameProcessor;
import restyle.plugins.testing.PreprocessorContract;

class DwposePreprocessorTest {

    private static final DwposeSettings DEFAULTS = DwposeSettings.DEFAULTS;

    @Test
    void keepsTheContract() {
        for (String smoothing : List.of("0", "0.5")) {
            PreprocessorContract.check(
                    new DwposePreprocessor(),
                    Map.of(
                            "detector",
                            Golden.DETECTOR.toString(),
                            "pose",
                            Golden.POSE.toString(),
                            "detector-threshold",
                            "0.1",
                            "smoothing",
                            smoothing));
        }
    }

    @Test
    void nobodyGivesABlackMapWhateverTheSize() throws Exception {
        for (int[] size : new int[][] {{1, 1}, {700, 1}, {1, 700}, {3, 2}, {638, 40}}) {
            Frame empty = new Frame(0, size[0], size[1], new byte[3 * size[0] * size[1]]);
            assertArrayEquals(empty.rgb(), maps(DEFAULTS, empty).get(0).rgb());
        }
    }

    @Test
    void thresholdsHidePointsAndPeople() throws Exception {
        Frame frame = Golden.named("two_overlap").frame();
        long all = drawn(maps(DEFAULTS, frame).get(0));
        long sure = drawn(maps(DEFAULTS.with("threshold", 0.7), frame).get(0));
        long surer =
                drawn(maps(DEFAULTS.with("detector-threshold", 0.91), frame).get(0));
        assertTrue(0 < sure && sure < all, sure + " of " + all);
        assertTrue(0 < surer && surer < all, surer + " of " + all);
        assertEquals(0, drawn(maps(DEFAULTS.with("threshold", 1.0), frame).get(0)));
        assertEquals(
                0, drawn(maps(DEFAULTS.with("detector-threshold", 1.0), frame).get(0)));
    }

    @Test
    void smoothingLooksBackUntilACut() throws Exception {
        Frame first = Golden.named("one").frame();
        Frame moved = shifted(first, 6);
        DwposeSettings smooth = DEFAULTS.with("smoothing", 0.5);
        byte[] alone = maps(DEFAULTS, moved).get(0).rgb();
        assertArrayEquals(alone, maps(DEFAULTS, first, moved).get(1).rgb());
        assertArrayEquals(alone, maps(smooth, moved).get(0).rgb());
        assertFalse(Arrays.equals(alone, maps(smooth, first, moved).get(1).rgb()));
        try (FrameProcessor processor = open(smooth, first)) {
            processor.process(first);
            processor.reset();
            assertArrayEquals(alone, ((ControlMap) processor.process(moved)).rgb());
        }
    }

    @Test
    void seesACrowdInParts() {
        Frame frame = new Frame(0, 90, 60, new byte[3 * 90 * 60]);
        try (PoseEstimator estimator = new PoseEstimator(Golden.POSE, new Compute(Device.CPU, 1))) {
            List<Box> boxes = new ArrayList<>();
            for (int i = 0; i < 19; i++) {
                boxes.add(new Box(i, i, i + 20, i + 30, 1));
            }
            List<Person> people = estimator.estimate(frame, boxes);
            assertEquals(boxes, people.stream().map(Person::box).toList());
            List<Keypoint> alone =
                    estimator.estimate(frame, boxes.subList(17, 18)).get(0).keypoints();
            for (int k = 0; k < Person.KEYPOINTS; k++) {
                Keypoint found = people.get(17).keypoints().get(k);
                assertEquals(alone.get(k).x(), found.x());
                assertEquals(alone.get(k).y(), found.y());
                assertEquals(alone.get(k).score(), found.score(), 1e-5);
            }
        }
    }

    @Test
    void namesTheSettingOfAFileThatIsNoNetwork(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "no network");
        for (String setting : List.of("detector", "pose")) {
            String message = assertThrows(ModelException.class, () -> open(DEFAULTS.with(setting, text)))
                    .getMessage();
            assertTrue(message.startsWith(setting + ": " + text + " cannot be loaded"), message);
            assertTrue(message.contains("expected"), message);
        }
    }

    @Test
    void saysWhatAnotherNetworkTakes() {
        String detector = assertThrows(ModelException.class, () -> open(DEFAULTS.with("detector", Golden.POSE)))
                .getMessage();
        assertTrue(detector.startsWith("detector: " + Golden.POSE + " is another network"), detector);
        assertTrue(detector.contains("yolox_l.onnx") && detector.contains("[-1, 3, 384, 288]"), detector);
        String pose = assertThrows(ModelException.class, () -> open(DEFAULTS.with("pose", Golden.DETECTOR)))
                .getMessage();
        assertTrue(pose.startsWith("pose: " + Golden.DETECTOR + " is another network"), pose);
        assertTrue(pose.contains("dw-ll_ucoco_384.onnx") && pose.contains("[1, 8400, 85]"), pose);
    }

    private static void open(DwposeSettings settings) throws Exception {
        open(settings, new Frame(0, 8, 8, new byte[3 * 8 * 8])).close();
    }

    private static FrameProcessor open(DwposeSettings settings, Frame frame) {
        Clip clip = new Clip(frame.width(), frame.height(), 25, "cpu", 1);
        return new DwposePreprocessor().open(clip, settings.toSettings());
    }

    private static List<ControlMap> maps(DwposeSettings settings, Frame... frames) throws Exception {
        try (FrameProcessor processor = open(settings, frames[0])) {
            List<ControlMap> maps = new ArrayList<>();
            for (Frame frame : frames) {
                maps.add((ControlMap) processor.process(frame));
            }
            return maps;
        }
    }

    /** The picture moved to the right; what leaves comes in again on the left. */
    private static Frame shifted(Frame frame, int pixels) {
        byte[] rgb = new byte[frame.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[(i + 3 * pixels) % rgb.length] = frame.rgb()[i];
        }
        return new Frame(frame.index() + 1, frame.width(), frame.height(), rgb);
    }

    private static long drawn(ControlMap map) {
        long samples = 0;
        for (byte sample : map.rgb()) {
            samples += sample == 0 ? 0 : 1;
        }
        return samples;
    }
}
