package restyle.batch;

import java.util.List;

/**
 * A batch of which every clip has been looked at.
 *
 * @param clips those that can be restyled, in the order in which they will be
 * @param settled those of which it is known what becomes of them
 */
public record BatchPlan(List<PlannedClip> clips, List<ClipResult> settled) {

    public BatchPlan {
        clips = List.copyOf(clips);
        settled = List.copyOf(settled);
    }
}
