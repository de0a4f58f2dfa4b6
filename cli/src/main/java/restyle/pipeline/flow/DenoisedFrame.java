package restyle.pipeline.flow;

import java.util.List;

/**
 * A frame after the last step.
 *
 * @param clip the source frame; its control maps have served and are not held any longer
 * @param latents [4, h, w], before division by the latent scale
 */
public record DenoisedFrame(ClipFrame clip, float[] latents) {

    public DenoisedFrame {
        clip = clip.withMaps(List.of());
    }

    /** Returns which frame. */
    public FramePosition at() {
        return clip.at();
    }
}
