package restyle.models.sampling;

/** What a network was trained to predict. */
public enum Prediction {
    /** The noise in the latents. */
    EPSILON,
    /** Velocity, {@code sqrt(abar) * noise - sqrt(1 - abar) * image} (arXiv 2202.00512). */
    V
}
