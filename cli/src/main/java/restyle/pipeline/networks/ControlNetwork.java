package restyle.pipeline.networks;

import restyle.models.engine.LoadedControlNet;
import restyle.models.sampling.StepRange;

/**
 * A ControlNet and how much of it counts.
 *
 * @param name what it is, with its article and file, for messages
 * @param network loaded
 * @param scale multiplies every residual
 * @param range progress in which it takes part
 */
public record ControlNetwork(String name, LoadedControlNet network, double scale, StepRange range) {}
