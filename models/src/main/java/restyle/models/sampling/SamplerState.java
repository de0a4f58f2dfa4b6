package restyle.models.sampling;

import java.util.Optional;

/**
 * One frame between two steps of a {@link Sampler}: all that the sampler remembers of it, so that a frame can be carried anywhere and go on
 * there exactly as it would have here. Neither array is ever changed.
 *
 * @param latents [4, h, w], at the noise level of the next step
 * @param estimate the image as the step before estimated it, as large as latents; empty before the first step, and for samplers that look
 *     back at nothing
 */
public record SamplerState(float[] latents, Optional<float[]> estimate) {

    /** Makes the state of a sampler that looks back at nothing. */
    static SamplerState of(float[] latents) {
        return new SamplerState(latents, Optional.empty());
    }
}
