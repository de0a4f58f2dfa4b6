package restyle.pipeline.flow;

/**
 * A frame after the last step.
 *
 * @param moment which frame
 * @param latents [4, h, w], before division by the latent scale
 */
public record Denoised(FramePosition moment, float[] latents) {}
