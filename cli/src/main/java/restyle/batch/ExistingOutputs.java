package restyle.batch;

import restyle.media.MediaPath;
import restyle.resume.RunState;

/**
 * What a run does with outputs that are there already.
 *
 * @param overwrite they are replaced
 * @param skip their clips are left out, and those that another run is writing
 * @param resume an interrupted clip goes on where it stopped; a clip that is done is left out
 */
public record ExistingOutputs(boolean overwrite, boolean skip, boolean resume) {

    /** Returns whether a clip is left out; one that was interrupted while it replaced an output is not done. */
    boolean isDone(ClipPath clip) {
        return MediaPath.output(clip.output()).exists()
                && (skip || resume && !overwrite && !RunState.isThere(clip.output()));
    }

    /**
     * Returns whether what is there may be replaced. Beside the state of an interrupted run it is that run's own: it was cut off
     * while it gave names to pictures, or before it could tidy up.
     */
    boolean mayReplace(ClipPath clip) {
        return overwrite || resume && RunState.isThere(clip.output());
    }
}
