/** Depth maps for ControlNets that were trained on relative depth: near is white. */
package restyle.preprocessors.depth;
