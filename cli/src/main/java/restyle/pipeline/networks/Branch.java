package restyle.pipeline.networks;

/** One of the two predictions of classifier-free guidance. */
public enum Branch {
    /** What it should not look like. */
    NEGATIVE,
    /** What it should look like; the only one where guidance is off. */
    PROMPT
}
