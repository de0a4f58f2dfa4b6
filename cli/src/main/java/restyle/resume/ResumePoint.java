package restyle.resume;

import restyle.job.Job;

/**
 * Where denoising goes on after an interruption: late enough to save what is finished, early enough that every frame becomes
 * what it would have become without it.
 *
 * @param finished how many frames of the clip are finished
 * @param scene position of the first frame of the scene of the last of them
 * @param from position of the first frame that is denoised again
 */
public record ResumePoint(long finished, long scene, long from) {

    /**
     * Finds out where a state leaves off.
     *
     * @param steps that run
     */
    public static ResumePoint of(RunState state, Job.Sampling sampling, int steps) {
        int inScene = (int) (state.frames() - state.scene());
        int first = firstFrame(inScene, steps, sampling.context(), sampling.overlap());
        return new ResumePoint(state.frames(), state.scene(), state.scene() + first);
    }

    /**
     * Finds the first frame of a scene that must be denoised again, on the grid of the scene's windows.
     *
     * <p>Without the windows before it, the first frames of a window are wrong after its first step; what is wrong reaches
     * {@code (context - 1) / hop} windows further with every step. The last step must be right in every window that holds an
     * unfinished frame, and in one window more, because the last one of a scene does not lie on the grid.
     *
     * @param finished frames of the scene that are finished
     * @param steps that run
     */
    static int firstFrame(int finished, int steps, int context, int overlap) {
        int hop = context - overlap;
        int unfinishedWindow = finished < context ? 0 : (finished - context) / hop + 1;
        int reach = (context - 1) / hop;
        return Math.max(0, unfinishedWindow - 1 - (steps - 1) * reach) * hop;
    }
}
