package restyle.pipeline.networks;

import restyle.models.engine.LoadedControlNet;
import restyle.models.sampling.StepRange;

/**
 * A ControlNet and how much of it counts.
 *
 * @param network loaded
 * @param scale multiplies every residual
 * @param range progress in which it takes part
 */
public record ControlNetwork(LoadedControlNet network, double scale, StepRange range) {}
