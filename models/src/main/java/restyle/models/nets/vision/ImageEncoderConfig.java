package restyle.models.nets.vision;

/**
 * What the weights of a CLIP image encoder do not show.
 *
 * @param heads attention heads
 * @param exactGelu whether the activation is GELU by the error function; otherwise CLIP's own approximation
 */
public record ImageEncoderConfig(int heads, boolean exactGelu) {
    private static final int USUAL_HEADS = 16;
    private static final int HEAD_WIDTH = 64;
    /** Widths of ViT-L/14, ViT-H/14 and ViT-bigG/14, which all have 16 heads. */
    private static final int VIT_L = 1024;

    private static final int VIT_H = 1280;
    private static final int VIT_BIG_G = 1664;

    /** Returns the settings of the published encoder of this width, and a guess for others. */
    public static ImageEncoderConfig of(long width) {
        boolean published = width == VIT_L || width == VIT_H || width == VIT_BIG_G;
        int heads = published ? USUAL_HEADS : (int) Math.max(1, width / HEAD_WIDTH);
        // Only OpenAI's own was trained with the approximation.
        return new ImageEncoderConfig(heads, width != VIT_L);
    }
}
