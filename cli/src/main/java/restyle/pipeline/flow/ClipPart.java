package restyle.pipeline.flow;

/**
 * Frames of one scene that a run makes, while others make the rest of the clip.
 *
 * @param scene that holds them; reading begins with it, because what preprocessors remember does
 * @param first position of the first frame
 * @param end position behind the last
 * @param clipStart presentation time of the clip's first frame, in the source's time base
 */
public record ClipPart(PlannedScene scene, long first, long end, long clipStart) {

    public ClipPart {
        if (first < scene.first() || end > scene.end() || first >= end) {
            throw new IllegalArgumentException("frames %d to %d of the scene %s".formatted(first, end - 1, scene));
        }
    }

    /** Returns whether a frame is one of them. */
    public boolean holds(long position) {
        return first <= position && position < end;
    }
}
