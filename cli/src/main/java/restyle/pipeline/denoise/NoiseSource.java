package restyle.pipeline.denoise;

import restyle.pipeline.flow.FramePosition;

/** Where the unit noise of frames comes from: a seed, or a file. Mean 0, standard deviation 1, padding included. */
public interface NoiseSource {

    /** Makes the noise that a frame starts from, a new array [4, h, w]. */
    float[] start(FramePosition at);

    /**
     * Makes the noise that is added to a frame after a step, for samplers that add some.
     *
     * @param step of the whole grid
     */
    float[] after(int step, FramePosition at);

    /**
     * Returns the same for frames that only fill a window up. Where noise is stored, those behind the last frame of the clip have none of their own:
     * they begin again with that of the first.
     */
    default NoiseSource ofPadding() {
        return this;
    }
}
