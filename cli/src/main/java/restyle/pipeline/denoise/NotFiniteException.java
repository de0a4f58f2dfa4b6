package restyle.pipeline.denoise;

import java.util.Locale;
import restyle.models.graph.ModelException;

/** A network has returned NaN or infinity: everything that follows would be black, so the run ends here. */
final class NotFiniteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param network with its article and its file, as in "the UNet of FILE" */
    NotFiniteException(String network) {
        super(network);
    }

    /**
     * Says where it happened.
     *
     * @param step that ran, from 0
     * @param steps of the whole grid
     * @param sourceFrame number of the frame in the source
     */
    ModelException at(int step, int steps, double timestep, long sourceFrame) {
        return new ModelException(
                String.format(
                        Locale.ROOT,
                        "%s returned values that are not finite (NaN or infinity) at step %d of %d (timestep %.0f), frame %d; "
                                + "its weights may hold such values: 'restyle models show --values FILE' looks for them",
                        getMessage(),
                        step + 1,
                        steps,
                        timestep,
                        sourceFrame),
                this);
    }
}
