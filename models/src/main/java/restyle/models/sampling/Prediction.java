package restyle.models.sampling;

/** What a network was trained to predict. */
public enum Prediction {
    /** The noise in the latents. */
    EPSILON,
    /** Velocity, {@code sqrt(abar) * noise - sqrt(1 - abar) * image} (arXiv 2202.00512). */
    V;

    /** Finds what is predicted by the name that users know it by: {@code epsilon} or {@code v}. */
    public static Prediction of(String name) {
        return switch (name) {
            case "epsilon" -> EPSILON;
            case "v" -> V;
            default -> throw new IllegalArgumentException("expected epsilon or v, found '" + name + "'");
        };
    }
}
