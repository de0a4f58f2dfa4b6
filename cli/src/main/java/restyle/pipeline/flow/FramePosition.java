package restyle.pipeline.flow;

/**
 * Which frame of the clip something belongs to; travels with it through every stage.
 *
 * @param position number among the frames that are diffused, from 0; of a frame that is filled in, the number of the next of them
 * @param sourceFrame number of the frame in the source, from 0; decides its noise
 * @param timestamp presentation time in the source's time base
 * @param duration how long it is shown, in the source's time base; 0 if unknown
 * @param scene number of its scene among those that are processed, from 0
 * @param sceneStart whether the frame begins a new scene; true for the first
 * @param filled whether it is filled in between others instead of being diffused
 */
public record FramePosition(
        long position, long sourceFrame, long timestamp, long duration, int scene, boolean sceneStart, boolean filled) {

    /** Names a frame that is diffused. */
    public FramePosition(
            long position, long sourceFrame, long timestamp, long duration, int scene, boolean sceneStart) {
        this(position, sourceFrame, timestamp, duration, scene, sceneStart, false);
    }

    /** Returns the same frame with another number among those that are diffused. */
    public FramePosition diffusedAs(long number) {
        return new FramePosition(number, sourceFrame, timestamp, duration, scene, sceneStart);
    }

    /** Returns the same frame, to be filled in. */
    public FramePosition filledBefore(long number) {
        return new FramePosition(number, sourceFrame, timestamp, duration, scene, sceneStart, true);
    }

    /** Returns the position of a frame that pads a scene, {@code distance} frames after this last one. */
    public FramePosition after(int distance) {
        return new FramePosition(position + distance, sourceFrame + distance, timestamp, duration, scene, false);
    }
}
