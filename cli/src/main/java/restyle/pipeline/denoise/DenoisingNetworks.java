package restyle.pipeline.denoise;

import java.util.List;
import restyle.plugins.ControlMap;

/**
 * The networks that denoising calls, and all that it knows about them.
 *
 * @param <R> residuals of one frame at one step: what the ControlNets add to the UNet
 */
interface DenoisingNetworks<R> {

    /** Whether any ControlNet takes part at a timestep. */
    boolean controlled(int timestep);

    /**
     * Sum of the ControlNets' scaled residuals for one frame. They do not see windows, so one computation serves all.
     *
     * @param latents [4, h, w], scaled to unit variance
     * @param maps one for each ControlNet
     * @param context index of the prompt: with guidance 0 is the negative, otherwise 0 is the only one
     */
    R residuals(float[] latents, List<ControlMap> maps, int timestep, int context);

    /** Takes residuals back that no later call needs. */
    void release(R residuals);

    /**
     * The UNet's output for a window.
     *
     * @param latents [frames, 4, h, w], scaled to unit variance
     * @param residuals one for each frame, or empty where no ControlNet takes part
     * @return [frames, 4, h, w]; the caller may change it
     */
    float[] predict(float[] latents, int timestep, int context, List<R> residuals);
}
