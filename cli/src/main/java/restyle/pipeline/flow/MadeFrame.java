package restyle.pipeline.flow;

import restyle.plugins.Frame;

/**
 * A frame that another process has made, as it is before finishers.
 *
 * @param at which frame
 * @param image at the size that finishers get
 * @param latents [4, h, w] before division by the latent scale; null or empty where they were not asked for
 */
public record MadeFrame(FramePosition at, Frame image, float[] latents) {}
