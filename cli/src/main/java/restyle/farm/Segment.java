package restyle.farm;

import restyle.pipeline.flow.ClipPart;
import restyle.pipeline.flow.PlannedScene;

/**
 * A unit of work: frames of one scene.
 *
 * @param number in the plan, from 0
 * @param clip number of the clip in the plan, from 0
 * @param scene that holds the frames
 * @param first position of the first frame in the clip
 * @param end position behind the last
 */
public record Segment(int number, int clip, PlannedScene scene, long first, long end) {

    /** Returns how many frames. */
    public int frames() {
        return (int) (end - first);
    }

    /** Returns whether another goes on where this one ends. */
    boolean isBefore(Segment other) {
        return clip == other.clip && scene.number() == other.scene.number() && end == other.first;
    }

    /** Tells whether its scene begins with it. */
    boolean beginsScene() {
        return first == scene.first();
    }

    /** Returns all frames of its scene. */
    ClipPart wholeScene(long clipStart) {
        return new ClipPart(scene, scene.first(), scene.end(), clipStart);
    }

    /** Returns the frames from the first of this one to the last of another, as they are made. */
    ClipPart to(Segment last, long clipStart) {
        return new ClipPart(scene, first, last.end, clipStart);
    }
}
