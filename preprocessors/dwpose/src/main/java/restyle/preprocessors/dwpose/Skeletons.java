package restyle.preprocessors.dwpose;

import java.util.List;
import java.util.stream.Stream;
import restyle.plugins.ControlMap;

/**
 * Draws people as the OpenPose ControlNets know them, person by person, so that who comes later covers who came before. Strokes have
 * a fixed width in pixels. Rules of comfyui_controlnet_aux; unlike there, a part whose points all lie in the first pixel is not
 * taken for one with coordinates of 0..1.
 *
 * @param body whether bodies are drawn
 * @param hands whether hands are drawn
 * @param face whether faces are drawn
 * @param threshold points with a lower score are hidden
 */
record Skeletons(boolean body, boolean hands, boolean face, double threshold) {

    private static final int JOINT_RADIUS = 4;
    private static final int FACE_RADIUS = 3;
    private static final int BLUE = 0x0000ff;
    private static final int WHITE = 0xffffff;

    private static final int[][] LIMBS = {
        {1, 2}, {1, 5}, {2, 3}, {3, 4}, {5, 6}, {6, 7}, {1, 8}, {8, 9}, {9, 10}, {1, 11}, {11, 12}, {12, 13}, {1, 0},
        {0, 14}, {14, 16}, {0, 15}, {15, 17}
    };

    /** Of the limbs, dimmed, and of the 18 joints. */
    private static final int[] BODY_COLOURS = {
        0xff0000, 0xff5500, 0xffaa00, 0xffff00, 0xaaff00, 0x55ff00, 0x00ff00, 0x00ff55, 0x00ffaa,
        0x00ffff, 0x00aaff, 0x0055ff, 0x0000ff, 0x5500ff, 0xaa00ff, 0xff00ff, 0xff00aa, 0xff0055
    };

    private static final int[][] BONES = {
        {0, 1}, {1, 2}, {2, 3}, {3, 4}, {0, 5}, {5, 6}, {6, 7}, {7, 8}, {0, 9}, {9, 10},
        {10, 11}, {11, 12}, {0, 13}, {13, 14}, {14, 15}, {15, 16}, {0, 17}, {17, 18}, {18, 19}, {19, 20}
    };

    /** Once around the colour circle, in twenty steps. */
    private static final int[] BONE_COLOURS = {
        0xff0000, 0xff4d00, 0xff9900, 0xffe500, 0xccff00, 0x80ff00, 0x33ff00, 0x00ff19, 0x00ff66, 0x00ffb3,
        0x00ffff, 0x00b2ff, 0x0066ff, 0x0019ff, 0x3300ff, 0x8000ff, 0xcc00ff, 0xff00e6, 0xff0099, 0xff004d
    };

    /** Draws everybody; nobody gives a black map. */
    ControlMap draw(int width, int height, List<Figure> people) {
        return Canvas.draw(width, height, canvas -> people.forEach(person -> draw(person, canvas)));
    }

    private void draw(Figure person, Canvas canvas) {
        if (body) {
            drawBody(person.body(), canvas);
        }
        if (hands) {
            drawHand(person.leftHand(), canvas);
            drawHand(person.rightHand(), canvas);
        }
        if (face) {
            drawFace(person, canvas);
        }
    }

    private void drawBody(List<Keypoint> joints, Canvas canvas) {
        for (int i = 0; i < LIMBS.length; i++) {
            Keypoint from = joints.get(LIMBS[i][0]);
            Keypoint to = joints.get(LIMBS[i][1]);
            if (isVisible(from) && isVisible(to)) {
                canvas.limb(from, to, dim(BODY_COLOURS[i]));
            }
        }
        for (int i = 0; i < joints.size(); i++) {
            if (isVisible(joints.get(i))) {
                canvas.disc(joints.get(i), JOINT_RADIUS, BODY_COLOURS[i]);
            }
        }
    }

    private void drawHand(List<Keypoint> joints, Canvas canvas) {
        for (int i = 0; i < BONES.length; i++) {
            Keypoint from = joints.get(BONES[i][0]);
            Keypoint to = joints.get(BONES[i][1]);
            if (isDrawn(from) && isDrawn(to)) {
                canvas.line(from, to, BONE_COLOURS[i]);
            }
        }
        joints.stream().filter(this::isDrawn).forEach(joint -> canvas.disc(joint, JOINT_RADIUS, BLUE));
    }

    /** Pupils belong to a face: without one they are not drawn. */
    private void drawFace(Figure person, Canvas canvas) {
        if (person.face().stream().anyMatch(this::isVisible)) {
            Stream.concat(person.face().stream(), person.pupils().stream())
                    .filter(this::isDrawn)
                    .forEach(point -> canvas.disc(point, FACE_RADIUS, WHITE));
        }
    }

    private boolean isVisible(Keypoint point) {
        return point.score() >= threshold;
    }

    /** Of hands and faces, points left of or above the second pixel are not drawn. */
    private boolean isDrawn(Keypoint point) {
        return isVisible(point) && point.x() >= 1 && point.y() >= 1;
    }

    private static int dim(int colour) {
        return dimByte(colour >> 16) << 16 | dimByte(colour >> 8 & 0xff) << 8 | dimByte(colour & 0xff);
    }

    private static int dimByte(int level) {
        return (int) (level * 0.6);
    }
}
