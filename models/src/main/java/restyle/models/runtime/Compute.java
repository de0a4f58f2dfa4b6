package restyle.models.runtime;

/**
 * What a network computes with.
 *
 * @param device where it runs
 * @param threads how many threads it uses on the CPU, at least 1; equal numbers give equal bits
 */
public record Compute(Device device, int threads) {

    public Compute {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
    }
}
