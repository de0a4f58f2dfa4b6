package restyle.pipeline.flow;

import restyle.plugins.Frame;

/**
 * A frame on its way through the stages.
 *
 * @param moment which frame
 * @param image at the size that is generated, without padding
 */
public record TimedFrame(FramePosition moment, Frame image) {}
