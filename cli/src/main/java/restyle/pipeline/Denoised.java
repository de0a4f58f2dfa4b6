package restyle.pipeline;

/**
 * A frame after the last step.
 *
 * @param moment which frame
 * @param latents [4, h, w], before division by the latent scale
 */
record Denoised(Moment moment, float[] latents) {}
