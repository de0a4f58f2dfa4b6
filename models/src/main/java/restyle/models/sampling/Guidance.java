package restyle.models.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How strongly each step follows the prompt rather than the negative one (classifier-free guidance, arXiv 2207.12598):
 * {@code negative + scale * (prompt - negative)}.
 *
 * @param scales one for each step of the whole grid, the last for all that follow; 1 means that the prompt alone counts, which costs half
 */
public record Guidance(List<Double> scales) {
    private static final double MAX = 100;

    public Guidance {
        scales = List.copyOf(scales);
        if (scales.isEmpty() || !scales.stream().allMatch(scale -> scale >= 1 && scale <= MAX)) {
            throw new IllegalArgumentException(
                    "expected numbers from 1 (off) to %.0f, found %s".formatted(MAX, scales));
        }
    }

    /** Makes the same guidance for all steps. */
    public static Guidance of(double scale) {
        return new Guidance(List.of(scale));
    }

    /**
     * Reads {@code 7.5} or, for each step, {@code 7.5,7.5,1}.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Guidance parse(String text) {
        try {
            return new Guidance(Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Double::valueOf)
                    .toList());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "expected 1 (off) to %.0f, or such a number for each step with commas between, found '%s'"
                            .formatted(MAX, text),
                    e);
        }
    }

    /** Returns the scale of a step. */
    public double at(int step) {
        return scales.get(Math.min(step, scales.size() - 1));
    }

    /** Tells whether the negative prompt counts at a step. */
    public boolean isOn(int step) {
        return at(step) > 1;
    }

    /** Tells whether the negative prompt counts at any step from {@code first} to {@code end}, which is not included. */
    public boolean isOn(int first, int end) {
        for (int step = first; step < end; step++) {
            if (isOn(step)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    public String toString() {
        return scales.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
