package restyle.preprocessors.dwpose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import restyle.plugins.ControlMap;

class SkeletonsTest {

    private static final Skeletons ALL = new Skeletons(true, true, true, 0.3);
    private static final int NOSE = 0;
    private static final int NECK = 1;

    @Test
    void nobodyIsBlack() {
        assertArrayEquals(new byte[3 * 5 * 4], ALL.draw(5, 4, List.of()).rgb());
    }

    @Test
    void drawsPointsFromTheThresholdOn() {
        assertEquals(0xff0000, pixel(ALL.draw(20, 20, List.of(body(NOSE, 10, 10, 0.3))), 10, 10));
        assertEquals(0, pixel(ALL.draw(20, 20, List.of(body(NOSE, 10, 10, 0.2999))), 10, 10));
    }

    @Test
    void dimsLimbsButNotJoints() {
        Figure figure = body(NOSE, 10, 30, 1);
        List<Keypoint> joints = new ArrayList<>(figure.body());
        joints.set(NECK, new Keypoint(50, 30, 1));
        ControlMap map = ALL.draw(60, 60, List.of(figure(joints, hidden(21), hidden(68))));
        assertEquals(0x000099, pixel(map, 30, 30));
        assertEquals(0xff0000, pixel(map, 10, 30));
        assertEquals(0xff5500, pixel(map, 50, 30));
    }

    @Test
    void whoComesLaterCovers() {
        List<Figure> people = List.of(body(NOSE, 10, 10, 1), body(NECK, 10, 10, 1));
        assertEquals(0xff5500, pixel(ALL.draw(20, 20, people), 10, 10));
    }

    @Test
    void partsCanBeLeftOut() {
        List<Figure> people = List.of(figure(at(18, 5), at(21, 15), at(68, 25)));
        assertParts(true, true, true, people);
        assertParts(false, true, true, people);
        assertParts(true, false, true, people);
        assertParts(true, true, false, people);
    }

    private static void assertParts(boolean body, boolean hands, boolean face, List<Figure> people) {
        ControlMap map = new Skeletons(body, hands, face, 0.3).draw(30, 30, people);
        // The last joint of the body, unless a pupil of the face covers it.
        assertEquals(face ? 0xffffff : body ? 0xff0055 : 0, pixel(map, 5, 5));
        assertEquals(hands ? 0x0000ff : 0, pixel(map, 15, 15));
        assertEquals(face ? 0xffffff : 0, pixel(map, 25, 25));
    }

    @Test
    void pupilsAloneAreNoFace() {
        ControlMap map = ALL.draw(20, 20, List.of(figure(at(18, 5), hidden(21), hidden(68))));
        assertEquals(0xff0055, pixel(map, 5, 5));
    }

    @Test
    void handsAndFacesKeepOffTheFirstPixelsButBodiesDoNot() {
        ControlMap map = ALL.draw(20, 20, List.of(figure(hidden(18), at(21, 0.9), at(68, 0.9))));
        assertArrayEquals(new byte[3 * 20 * 20], map.rgb());
        assertEquals(0xff0000, pixel(ALL.draw(20, 20, List.of(body(NOSE, -0.9, -0.9, 1))), 0, 0));
    }

    @Test
    void pointsFarOutsideDoNoHarm() {
        for (double far : new double[] {1e5, 1e9, 3e9, 1e18, -1e5, -1e9, -1e18}) {
            List<Keypoint> joints = new ArrayList<>(at(18, 10));
            List<Keypoint> hand = new ArrayList<>(at(21, 25));
            for (int i = 0; i < 18; i += 2) {
                joints.set(i, new Keypoint(far, -far / 3, 1));
                hand.set(i, new Keypoint(far, far, 1));
            }
            ControlMap map = ALL.draw(40, 40, List.of(figure(joints, hand, at(68, far))));
            assertEquals(0xffffff, pixel(map, 10, 10), "the pupil that is not far");
            assertEquals(0x0000ff, pixel(map, 25, 25), "the finger that is not far");
            assertEquals(0, pixel(map, 10, 25));
        }
    }

    private static Figure body(int joint, double x, double y, double score) {
        List<Keypoint> joints = hidden(18);
        joints.set(joint, new Keypoint(x, y, score));
        return figure(joints, hidden(21), hidden(68));
    }

    private static Figure figure(List<Keypoint> body, List<Keypoint> hand, List<Keypoint> face) {
        return new Figure(body, hand, hidden(21), face);
    }

    private static List<Keypoint> hidden(int points) {
        return new ArrayList<>(Collections.nCopies(points, new Keypoint(10, 10, 0)));
    }

    private static List<Keypoint> at(int points, double place) {
        return Collections.nCopies(points, new Keypoint(place, place, 1));
    }

    private static int pixel(ControlMap map, int x, int y) {
        int at = 3 * (y * map.width() + x);
        return Byte.toUnsignedInt(map.rgb()[at]) << 16
                | Byte.toUnsignedInt(map.rgb()[at + 1]) << 8
                | Byte.toUnsignedInt(map.rgb()[at + 2]);
    }
}
