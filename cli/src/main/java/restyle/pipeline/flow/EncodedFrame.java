package restyle.pipeline.flow;

/**
 * A frame that is ready to be denoised.
 *
 * @param clip the source frame, with its control maps
 * @param latents its own latents [4, h, w] times the latent scale, or null where only the control maps tell what it shows
 */
public record EncodedFrame(ClipFrame clip, float[] latents) {

    /** Which frame. */
    public FramePosition at() {
        return clip.at();
    }
}
