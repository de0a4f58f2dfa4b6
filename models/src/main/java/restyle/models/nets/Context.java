package restyle.models.nets;

import java.util.Optional;
import restyle.models.graph.Tensor;

/**
 * What the attentions of a UNet look at beside the picture itself.
 *
 * @param text the encoded prompt, [1, tokens, width] or one for each frame
 * @param image what reference pictures say, for weights with an IP-Adapter
 */
public record Context(Tensor text, Optional<ImagePrompt> image) {

    /**
     * Reference pictures in the words of an IP-Adapter.
     *
     * @param tokens [1, tokens, width] or one for each frame
     * @param scale [1], how strongly they count; 0 is as if there were none
     */
    public record ImagePrompt(Tensor tokens, Tensor scale) {}

    /** Makes the context of a prompt alone. */
    public static Context of(Tensor text) {
        return new Context(text, Optional.empty());
    }
}
