package restyle.models.engine;

import java.util.Map;
import java.util.Optional;
import restyle.models.runtime.FloatTensor;

/**
 * What a UNet is told about the frames it sees, beside latents and timestep.
 *
 * @param prompt the encoded prompt, [1, tokens, width] for all frames, or [frames, tokens, width] with one for each
 * @param reference what pictures say; empty for a UNet without an image adapter
 * @param residuals what is added to pictures inside the UNet, [frames, channels, h, w] each, by place: {@code down_0} and so on for the skip
 *     connections, oldest first, {@code mid} for the middle, {@code feature_0} and so on for the levels of the encoding half; a place that is
 *     not here is left as it is
 */
public record Conditioning(FloatTensor prompt, Optional<Reference> reference, Map<String, FloatTensor> residuals) {

    /**
     * Reference pictures as an image adapter tells a UNet about them.
     *
     * @param tokens [1, tokens, width]
     * @param scale how strongly they count; 0 is as if there were none
     */
    public record Reference(FloatTensor tokens, double scale) {}

    /** Makes the conditioning of a prompt alone. */
    public static Conditioning of(FloatTensor prompt) {
        return new Conditioning(prompt, Optional.empty(), Map.of());
    }

    /** Adds residuals, in place of those that are there. */
    public Conditioning with(Map<String, FloatTensor> otherResiduals) {
        return new Conditioning(prompt, reference, otherResiduals);
    }

    /** Adds reference pictures, in place of those that are there. */
    public Conditioning with(Reference otherReference) {
        return new Conditioning(prompt, Optional.of(otherReference), residuals);
    }
}
