package restyle.models.runtime;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a network computes with.
 *
 * @param device where it runs
 * @param threads how many threads it uses on the CPU, at least 1; equal numbers give equal bits
 * @param weightsFolder where weights that are computed while a network is loaded are kept for the next run; if empty, they go to a
 *     temporary file and with the program
 */
public record Compute(Device device, int threads, Optional<Path> weightsFolder) {

    public Compute {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads; at least 1 is needed");
        }
    }

    /** Keeps no computed weights. */
    public Compute(Device device, int threads) {
        this(device, threads, Optional.empty());
    }
}
