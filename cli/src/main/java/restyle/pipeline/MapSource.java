package restyle.pipeline;

import restyle.plugins.ControlMap;

/** Where the control map of each frame comes from, in order: a preprocessor at work, or ready-made maps. */
interface MapSource extends AutoCloseable {

    /** What users call it, for measurements. */
    String name();

    /** The map for a frame, at the frame's own size. */
    ControlMap next(Picture picture);

    /** Every frame of the clip has had its map. Not called where a run ends early. */
    default void finish() {}

    @Override
    void close();
}
