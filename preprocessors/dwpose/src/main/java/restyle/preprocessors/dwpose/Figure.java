package restyle.preprocessors.dwpose;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A person as OpenPose tells it.
 *
 * @param body 18: nose, neck, right shoulder, elbow and wrist, left ones, right hip, knee and ankle, left ones, right and left eye, right
 *     and left ear
 * @param leftHand 21: wrist, then four of each finger from the thumb on
 * @param rightHand 21
 * @param face 68: jaw, brows, nose, eyes, mouth
 */
record Figure(List<Keypoint> body, List<Keypoint> leftHand, List<Keypoint> rightHand, List<Keypoint> face) {

    private static final int LEFT_SHOULDER = 5;
    private static final int RIGHT_SHOULDER = 6;
    private static final int NECK = Person.KEYPOINTS;

    /** For every point of the body, its place in COCO-WholeBody with the neck added at the end. */
    private static final int[] BODY = {0, NECK, 6, 8, 10, 5, 7, 9, 12, 14, 16, 11, 13, 15, 2, 1, 4, 3};

    static Figure of(Person person) {
        List<Keypoint> points = person.keypoints();
        List<Keypoint> body = IntStream.of(BODY)
                .mapToObj(i -> i == NECK ? neck(points) : points.get(i))
                .toList();
        return new Figure(body, points.subList(91, 112), points.subList(112, 133), points.subList(23, 91));
    }

    /** Returns the right and left pupil, which OpenPose counts to the body and to the face. */
    List<Keypoint> pupils() {
        return body.subList(14, 16);
    }

    /** Between the shoulders; as sure as the less sure of them, so it is visible when both are. */
    private static Keypoint neck(List<Keypoint> points) {
        Keypoint left = points.get(LEFT_SHOULDER);
        Keypoint right = points.get(RIGHT_SHOULDER);
        return new Keypoint(
                (left.x() + right.x()) / 2, (left.y() + right.y()) / 2, Math.min(left.score(), right.score()));
    }
}
