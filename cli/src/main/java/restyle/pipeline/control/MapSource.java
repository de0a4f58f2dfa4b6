package restyle.pipeline.control;

import java.util.List;
import restyle.pipeline.flow.ClipFrame;
import restyle.plugins.ControlMap;

/** Where the control map of each frame comes from, in order: a preprocessor at work, or ready-made maps. */
public interface MapSource extends AutoCloseable {

    /** Returns what users call it, for measurements. */
    String name();

    /** Tells how many frames of a scene {@link #next} is given together; the last of a scene may be fewer. */
    default int batch() {
        return 1;
    }

    /**
     * Returns the maps for frames of one scene, each at its frame's own size.
     *
     * @param frames in order, at most {@link #batch()}
     */
    List<ControlMap> next(List<ClipFrame> frames);

    /** Is told that every frame of the clip has had its map. Not called where a run ends early. */
    default void finish() {}

    @Override
    void close();
}
