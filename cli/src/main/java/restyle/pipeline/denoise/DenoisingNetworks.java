package restyle.pipeline.denoise;

import java.util.List;
import restyle.pipeline.flow.ClipFrame;
import restyle.pipeline.networks.Branch;

/**
 * The networks that denoising calls, and all that it knows about them.
 *
 * @param <R> residuals of one frame at one step: what the ControlNets add to the UNet
 */
interface DenoisingNetworks<R> {

    /** Returns whether any ControlNet takes part at a timestep. */
    boolean controlled(double timestep);

    /**
     * Computes the sum of the ControlNets' scaled residuals for one frame. They do not see windows, so one computation serves all.
     *
     * @param frame with a map for each ControlNet
     * @param latents [4, h, w], scaled to unit variance
     * @param place of the frame in the window that is predicted next; the result holds until the next one, see {@link #keep}
     * @throws NotFiniteException if a ControlNet returns NaN or infinity
     */
    R residuals(ClipFrame frame, float[] latents, double timestep, Branch branch, int place);

    /**
     * Makes residuals hold for later windows, after the one that they were computed for has been predicted.
     *
     * @return what to use from then on
     */
    R keep(R residuals);

    /** Returns what predicts, with its article, for messages. */
    String predictor();

    /** Takes residuals back that no later call needs. */
    void release(R residuals);

    /** Takes note that a frame has taken its last step: no later call is about it. */
    void done(ClipFrame frame);

    /**
     * Computes the UNet's output for a window.
     *
     * @param frames of the window; which they are decides what the UNet is told about them
     * @param latents [frames, 4, h, w], scaled to unit variance
     * @param residuals one for each frame, or empty where no ControlNet takes part
     * @return [frames, 4, h, w]; the caller may change it
     */
    float[] predict(List<ClipFrame> frames, float[] latents, double timestep, Branch branch, List<R> residuals);
}
