package restyle.pipeline.networks;

import restyle.models.engine.LoadedT2IAdapter;
import restyle.models.sampling.StepRange;

/**
 * A T2I-Adapter and how much of it counts.
 *
 * @param name what it is, with its article and file, for messages
 * @param network loaded, for one frame at a time
 * @param map which of a frame's control maps it reads, from 0
 * @param scale multiplies every feature
 * @param range progress in which it takes part
 */
public record AdapterNetwork(String name, LoadedT2IAdapter network, int map, double scale, StepRange range) {}
