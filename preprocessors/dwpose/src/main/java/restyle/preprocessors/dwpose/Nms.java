package restyle.preprocessors.dwpose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Non-maximum suppression: of boxes that mean the same person, the one with the highest score stays. */
final class Nms {

    /** Boxes that overlap more than this are the same person: YOLOX's own value. */
    private static final double SAME = 0.45;

    private Nms() {}

    /** Returns the boxes that stay, by falling score. */
    static List<Box> suppress(List<Box> candidates) {
        List<Box> kept = new ArrayList<>();
        for (Box box : candidates.stream()
                .sorted(Comparator.comparingDouble(Box::score).reversed())
                .toList()) {
            if (kept.stream().noneMatch(better -> better.overlap(box) > SAME)) {
                kept.add(box);
            }
        }
        return kept;
    }
}
