package restyle.preprocessors.dwpose;

import java.util.List;

/**
 * A person in a frame.
 *
 * @param box where
 * @param keypoints the 133 of COCO-WholeBody, in its order: body 17, feet 6, face 68, left hand 21, right hand 21
 */
record Person(Box box, List<Keypoint> keypoints) {

    static final int KEYPOINTS = 133;
}
