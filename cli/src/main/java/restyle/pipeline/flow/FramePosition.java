package restyle.pipeline.flow;

/**
 * Which frame of the clip something belongs to; travels with it through every stage.
 *
 * @param position number among the frames that are processed, from 0
 * @param sourceFrame number of the frame in the source, from 0; decides its noise
 * @param timestamp presentation time in the source's time base
 * @param duration how long it is shown, in the source's time base; 0 if unknown
 * @param scene number of its scene among those that are processed, from 0
 * @param sceneStart whether the frame begins a new scene; true for the first
 */
public record FramePosition(
        long position, long sourceFrame, long timestamp, long duration, int scene, boolean sceneStart) {

    /** Returns the position of a frame that pads a scene, {@code distance} frames after this last one. */
    public FramePosition after(int distance) {
        return new FramePosition(position + distance, sourceFrame + distance, timestamp, duration, scene, false);
    }
}
