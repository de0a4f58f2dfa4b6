package restyle.pipeline;

import restyle.models.inference.ControlResiduals;
import restyle.models.schedule.StepRange;

/**
 * A ControlNet and how much of it counts.
 *
 * @param network loaded
 * @param scale multiplies every residual
 * @param range progress in which it takes part
 */
record ControlNetwork(ControlResiduals network, double scale, StepRange range) {}
