package restyle.pipeline.flow;

import java.util.Locale;

/** The six stages, in the order in which a frame passes them. */
public enum Stage {
    /** Source file to frames at the size that is generated. */
    DECODE,
    /** Frames to control maps. */
    PREPROCESS,
    /** Frames to latents; only where the source is part of the start. */
    ENCODE,
    /** Noise to latents, window by window. */
    DENOISE,
    /** Latents to frames, averaged over time where that is asked for. */
    RENDER,
    /** Frames to the output file. */
    WRITE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
