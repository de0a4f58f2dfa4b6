package restyle.pipeline.control;

import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

/** Where the control map of each frame comes from, in order: a preprocessor at work, or ready-made maps. */
public interface MapSource extends AutoCloseable {

    /** What users call it, for measurements. */
    String name();

    /** The map for a frame, at the frame's own size. */
    ControlMap next(ClipFrame frame);

    /** Every frame of the clip has had its map. Not called where a run ends early. */
    default void finish() {}

    @Override
    void close();
}
