package restyle.models.nets;

/**
 * What the weights of an AnimateDiff motion module do not show.
 *
 * @param heads attention heads
 * @param groups of channels in the group normalisation
 * @param norms over what that is taken
 */
public record MotionConfig(int heads, int groups, MotionNorms norms) {

    /** Every AnimateDiff file for Stable Diffusion 1.x. */
    public static final MotionConfig ANIMATEDIFF = new MotionConfig(8, 32, MotionNorms.WINDOW);
}
