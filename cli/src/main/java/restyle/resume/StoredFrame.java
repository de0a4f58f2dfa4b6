package restyle.resume;

/**
 * A frame whose denoising is finished.
 *
 * @param sourceFrame number of the frame in the source, from 0
 * @param timestamp presentation time in the source's time base
 * @param sceneStart whether the frame begins a new scene
 * @param latents [4, h, w], before division by the latent scale
 */
public record StoredFrame(long sourceFrame, long timestamp, boolean sceneStart, float[] latents) {}
