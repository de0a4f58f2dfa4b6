package restyle.models.nets;

/**
 * What the weights of an autoencoder do not show.
 *
 * @param groups of channels in every group normalisation
 */
public record VaeConfig(int groups) {

    /** Every Stable Diffusion 1.x file. */
    public static final VaeConfig SD15 = new VaeConfig(32);
}
