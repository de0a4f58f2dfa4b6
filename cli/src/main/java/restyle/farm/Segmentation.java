package restyle.farm;

import java.util.ArrayList;
import java.util.List;
import restyle.pipeline.flow.PlannedScene;

/**
 * Divides scenes into segments: runs of whole windows, so that what neighbours have to compute twice is as little as it can be.
 *
 * @param hop frames from the start of a window to that of the next
 * @param target frames that a segment should have
 */
record Segmentation(int hop, int target) {

    /** Returns the positions where segments begin. */
    List<Long> of(List<PlannedScene> scenes) {
        long length = (long) hop * Math.max(1, Math.round((double) target / hop));
        List<Long> starts = new ArrayList<>();
        for (PlannedScene scene : scenes) {
            // What is left at the end of a scene joins the segment before unless it is worth one.
            long count = Math.max(1, Math.round((double) scene.frames() / length));
            for (long i = 0; i < count; i++) {
                starts.add(scene.first() + i * length);
            }
        }
        return starts;
    }
}
