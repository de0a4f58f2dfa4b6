package restyle.models.engine;

import restyle.models.weights.StateDict;

/**
 * Weights whose changes have been made.
 *
 * @param tensors all tensors of the network: changed ones as float32 in a file of their own, the others where they were
 * @param changed how many were changed
 * @param seconds that it took
 * @param kept whether an earlier run had made the same changes
 */
public record Folding(StateDict tensors, int changed, double seconds, boolean kept) {}
