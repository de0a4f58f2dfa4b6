package restyle.pipeline.denoise;

import restyle.pipeline.flow.FramePosition;

/** Where the unit noise of a frame comes from: a seed, or a file. */
@FunctionalInterface
public interface StartNoise {

    /** A new array [4, h, w] with mean 0 and standard deviation 1 for a frame, padding included. */
    float[] of(FramePosition moment);
}
