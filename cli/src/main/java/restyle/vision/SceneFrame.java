package restyle.vision;

import restyle.media.SourceFrame;

/**
 * A frame, and whether a new scene begins with it.
 *
 * @param source the frame and its time
 * @param cut true for the first frame of every scene but the first
 */
public record SceneFrame(SourceFrame source, boolean cut) {}
