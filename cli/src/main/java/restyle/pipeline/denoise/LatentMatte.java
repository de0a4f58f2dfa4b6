package restyle.pipeline.denoise;

import restyle.job.RestyledPart;
import restyle.pipeline.flow.Padding;
import restyle.plugins.Matte;

/** Mattes at the size of latents. */
final class LatentMatte {

    private LatentMatte() {}

    /**
     * Works out how much of each latent stays as it is in the source: the mean over the pixels that it stands for. Beyond the picture its last
     * row and column go on.
     *
     * @param factor pixels along each side of a latent
     * @return [h, w], 0..1
     */
    static float[] kept(Matte matte, RestyledPart restyled, Padding padding, int factor) {
        int rows = padding.outer().height() / factor;
        int columns = padding.outer().width() / factor;
        float[] kept = new float[rows * columns];
        for (int i = 0; i < kept.length; i++) {
            float sum = 0;
            for (int k = 0; k < factor * factor; k++) {
                int y = Math.min(i / columns * factor + k / factor, matte.height() - 1);
                int x = Math.min(i % columns * factor + k % factor, matte.width() - 1);
                sum += 1 - restyled.share(matte.alpha()[y * matte.width() + x]);
            }
            kept[i] = sum / (factor * factor);
        }
        return kept;
    }
}
