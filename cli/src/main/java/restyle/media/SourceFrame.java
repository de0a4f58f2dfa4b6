package restyle.media;

import restyle.plugins.Frame;

/**
 * A frame and when it is shown.
 *
 * @param frame the picture, upright; pixels as stored, so not square if the source's {@link VideoInfo#sampleAspect} is not 1
 * @param ticks when the frame is shown, in units of {@link VideoInfo#timeBase}, on the source's own time line
 * @param durationTicks how long it is shown, 0 if unknown
 */
public record SourceFrame(Frame frame, long ticks, long durationTicks) {}
