package restyle.models.nets;

/**
 * What the weights of a CLIP text encoder do not show.
 *
 * @param heads attention heads
 * @param exactGelu whether the activation is GELU by the error function; otherwise CLIP's own approximation
 */
public record TextConfig(int heads, boolean exactGelu) {
    private static final long CLIP_HEAD_WIDTH = 64;

    /** Describes OpenAI's CLIP at any width: heads of 64 channels. */
    public static TextConfig clip(long width) {
        return new TextConfig(Math.toIntExact(width / CLIP_HEAD_WIDTH), false);
    }
}
