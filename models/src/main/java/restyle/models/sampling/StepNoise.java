package restyle.models.sampling;

/** The noise that some samplers add to a frame between two steps. */
@FunctionalInterface
public interface StepNoise {

    /**
     * Returns the noise for one frame.
     *
     * @param step number of the step, on the whole grid, after which it is added
     * @return mean 0, standard deviation 1, as large as the frame's latents; not changed
     */
    float[] after(int step);
}
