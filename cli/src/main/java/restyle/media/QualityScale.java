package restyle.media;

/**
 * What 0..100 means to an encoder: straight lines from its worst useful setting at 0 over a visually lossless one at
 * {@value #TRANSPARENT} to its best at 100.
 *
 * @param worst the encoder's number at 0
 * @param transparent the encoder's number at which differences can no longer be seen
 * @param best the encoder's number at 100
 */
public record QualityScale(double worst, double transparent, double best) {

    /** The quality at which differences can no longer be seen; the default. */
    public static final int TRANSPARENT = 80;

    public int at(int quality) {
        double value = quality <= TRANSPARENT
                ? worst + (transparent - worst) * quality / TRANSPARENT
                : transparent + (best - transparent) * (quality - TRANSPARENT) / (100 - TRANSPARENT);
        return (int) Math.round(value);
    }
}
