package restyle.models.text;

/**
 * A piece of a prompt.
 *
 * @param text as it is tokenized, without brackets and escapes
 * @param weight how strongly it counts
 * @param isBreak whether it is no text but the end of a chunk
 */
record WeightedText(String text, double weight, boolean isBreak) {

    static WeightedText of(String text, double weight) {
        return new WeightedText(text, weight, false);
    }

    static WeightedText chunkEnd() {
        return new WeightedText("", 1, true);
    }

    WeightedText times(double factor) {
        return isBreak ? this : of(text, weight * factor);
    }
}
