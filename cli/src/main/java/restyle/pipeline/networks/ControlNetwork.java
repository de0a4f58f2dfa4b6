package restyle.pipeline.networks;

import restyle.models.engine.LoadedControlNet;
import restyle.models.sampling.StepRange;

/**
 * A ControlNet and how much of it counts.
 *
 * @param name what it is, with its article and file, for messages
 * @param network loaded
 * @param map which of a frame's control maps it reads, from 0
 * @param promptOnly whether, under guidance, only the prediction with the prompt is controlled
 * @param inverts whether maps that are mostly light are inverted for it
 * @param scale multiplies every residual
 * @param range progress in which it takes part
 */
public record ControlNetwork(
        String name,
        LoadedControlNet network,
        int map,
        boolean promptOnly,
        boolean inverts,
        double scale,
        StepRange range) {}
