package restyle.pipeline.flow;

import java.util.Optional;

/**
 * A frame that is ready to be denoised.
 *
 * @param clip the source frame, with its control maps
 * @param latents its own latents [4, h, w] times the latent scale, or null where denoising starts from noise alone
 * @param kept what stays as it is in the source, if anything does
 */
public record EncodedFrame(ClipFrame clip, float[] latents, Optional<KeptPart> kept) {

    /** Begins with a frame of which all is restyled. */
    public EncodedFrame(ClipFrame clip, float[] latents) {
        this(clip, latents, Optional.empty());
    }

    /** Returns which frame. */
    public FramePosition at() {
        return clip.at();
    }
}
