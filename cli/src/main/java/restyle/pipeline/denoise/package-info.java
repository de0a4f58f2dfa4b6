/**
 * Encode and denoise: windows over a scene, steps, start noise, the loaded networks. Knows latents; does not know files of clips.
 */
package restyle.pipeline.denoise;
