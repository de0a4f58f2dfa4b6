package restyle.pipeline.denoise;

import java.util.List;

/**
 * Where the denoising of a scene begins if not at the scene's start: windows before it are left out, at later steps more of them, because
 * what they would say reaches no frame that is wanted.
 *
 * @param starts of the first window that runs, counted in frames from the start of the scene, one for each step that runs; ascending
 */
public record LeftEdge(List<Integer> starts) {

    /** Nothing is left out. */
    public static final LeftEdge NONE = at(0);

    public LeftEdge {
        starts = List.copyOf(starts);
    }

    /** Leaves out the windows before one, at all steps. */
    public static LeftEdge at(int start) {
        return new LeftEdge(List.of(start));
    }

    /** Returns the first frame that is denoised at all. */
    public int first() {
        return starts.get(0);
    }

    /**
     * Returns the start of the first window that runs.
     *
     * @param step counted from the first that runs
     */
    int start(int step) {
        return starts.get(Math.min(step, starts.size() - 1));
    }
}
