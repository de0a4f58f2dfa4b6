package restyle.models.nets;

/**
 * What the weights of a UNet or ControlNet do not show.
 *
 * @param heads attention heads of every spatial transformer
 * @param groups of channels in every group normalisation
 * @param eps of the group normalisations of resnets and of the last one
 */
public record UNetConfig(int heads, int groups, float eps) {

    /** Every Stable Diffusion 1.x file. */
    public static final UNetConfig SD15 = new UNetConfig(8, 32, 1e-5f);
}
