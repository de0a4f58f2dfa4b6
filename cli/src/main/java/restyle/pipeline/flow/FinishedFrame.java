package restyle.pipeline.flow;

import restyle.plugins.Frame;

/**
 * A frame as it is written.
 *
 * @param image at the size of the output
 * @param ticks when it is shown, in the output's time base, on the source's time line
 * @param durationTicks how long it is shown, in the same ticks; 0 if unknown
 */
public record FinishedFrame(Frame image, long ticks, long durationTicks) {}
