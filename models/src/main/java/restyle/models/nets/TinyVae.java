package restyle.models.nets;

import java.util.Set;
import restyle.models.graph.Tensor;
import restyle.models.weights.Weights;

/**
 * The tiny autoencoder of Stable Diffusion 1.x (madebyollin/taesd), and its decoder that remembers (madebyollin/taesdv). Its latents are the
 * UNet's own, already scaled; frames are the batch axis.
 *
 * <p>Weights are called by the numbers of the authors' steps. A step is a convolution, a block of three, or has no weights.
 */
public final class TinyVae {
    /** Pixels, along each side, for one latent. */
    public static final int FACTOR = 8;

    private static final int LAST_ENCODER_STEP = 14;
    private static final Set<Integer> ENCODER_ENDS = Set.of(0, LAST_ENCODER_STEP);
    private static final Set<Integer> HALVING = Set.of(2, 6, 10);
    private static final int LAST_DECODER_STEP = 19;
    private static final int DECODER_RELU = 2;
    private static final Set<Integer> DECODER_CONVOLUTIONS = Set.of(1, 7, 12, 17, LAST_DECODER_STEP);
    private static final Set<Integer> DOUBLING = Set.of(6, 11, 16);
    /** Latents are brought softly into this range either way. */
    private static final float LIMIT = 3;

    private TinyVae() {}

    /**
     * Encodes pictures.
     *
     * @param w the encoder's
     * @param image [f, 3, H, W], red green blue, 0..1, sides divisible by {@link #FACTOR}
     * @return [f, 4, H / 8, W / 8], as the UNet takes them
     */
    public static Tensor encode(Weights w, Tensor image) {
        Tensor x = image;
        for (int step = 0; step <= LAST_ENCODER_STEP; step++) {
            Weights at = w.at(step);
            if (HALVING.contains(step)) {
                x = at.conv(x, 2);
            } else {
                x = ENCODER_ENDS.contains(step) ? at.conv(x) : block(at, x);
            }
        }
        return x;
    }

    /**
     * Decodes latents. A decoder that remembers takes the frames for a clip, in order; every other one treats each by itself.
     *
     * @param w the decoder's
     * @param latents [f, 4, h, w], as the UNet gives them
     * @return [f, 3, 8 h, 8 w], red green blue, about 0..1, not clamped
     */
    public static Tensor decode(Weights w, Tensor latents) {
        Tensor x = latents.mul(1 / LIMIT).tanh().mul(LIMIT);
        for (int step = 1; step <= LAST_DECODER_STEP; step++) {
            if (step == DECODER_RELU) {
                x = x.relu();
            } else if (DOUBLING.contains(step)) {
                x = x.resizeNearest(2 * x.dim(2), 2 * x.dim(3));
            } else {
                x = DECODER_CONVOLUTIONS.contains(step) ? w.at(step).conv(x) : block(w.at(step), x);
            }
        }
        return x;
    }

    /** Tells whether a decoder's frames depend on the frames before them (TAESDV). */
    public static boolean remembers(Weights decoder) {
        return decoder.dim("3.conv.0.weight", 1) == 2 * decoder.dim("3.conv.0.weight", 0);
    }

    private static Tensor block(Weights w, Tensor x) {
        boolean remembers = w.dim("conv.0.weight", 1) == 2 * x.dim(1);
        Tensor y = remembers ? x.concat(1, before(x)) : x;
        y = w.at("conv.0").conv(y).relu();
        y = w.at("conv.2").conv(y).relu();
        return w.at("conv.4").conv(y).add(x).relu();
    }

    /** Returns what each frame's predecessor has; the first frame's is black. */
    private static Tensor before(Tensor x) {
        Tensor none = x.slice(0, 0, 1).mul(0);
        return x.dim(0) == 1 ? none : none.concat(0, x.slice(0, 0, x.dim(0) - 1));
    }
}
