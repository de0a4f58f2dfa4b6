package restyle.pipeline.flow;

/**
 * The part of a frame that is not restyled.
 *
 * @param latents of the source [4, h, w], times the latent scale
 * @param share how much of each place [h, w] stays as it is in the source, 0..1
 */
public record KeptPart(float[] latents, float[] share) {

    /** Lays the source over what has been generated, where it stays: {@code share * source + (1 - share) * generated}. */
    public float[] over(float[] generated, float[] source) {
        float[] mixed = new float[generated.length];
        for (int i = 0; i < mixed.length; i++) {
            float kept = share[i % share.length];
            mixed[i] = kept * source[i] + (1 - kept) * generated[i];
        }
        return mixed;
    }
}
