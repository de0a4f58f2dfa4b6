package restyle.pipeline.flow;

import java.util.List;
import restyle.plugins.ControlMap;

/**
 * A frame with what the ControlNets will see of it.
 *
 * @param picture the frame
 * @param maps one for each ControlNet, padded
 */
public record FrameWithMaps(TimedFrame picture, List<ControlMap> maps) {}
