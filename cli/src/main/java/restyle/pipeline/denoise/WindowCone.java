package restyle.pipeline.denoise;

import java.util.ArrayList;
import java.util.List;

/**
 * The windows of a scene that some of its frames depend on. At the last step these are the windows that hold one of the frames; at each
 * step before, also those that overlap with a window of the step after it. Frames of other windows can be left out, and the frames that are
 * wanted become what they would have become with them, bit for bit: what a sampler remembers of earlier steps is the frame's own.
 *
 * @param edge where denoising begins
 * @param end frame behind the last that is denoised at all, counted from the start of the scene
 * @param windowSteps how often a window takes a step
 */
public record WindowCone(LeftEdge edge, int end, int windowSteps) {

    /**
     * Finds the windows.
     *
     * @param frames of the scene
     * @param first of the frames that are wanted, counted from the start of the scene
     * @param last of the frames that are wanted
     * @param steps that run, at least 1
     * @param context frames in a window
     * @param overlap frames that neighbouring windows share
     */
    public static WindowCone of(int frames, int first, int last, int steps, int context, int overlap) {
        List<Window> windows = new WindowPlanner(context, overlap).ended(frames);
        List<Integer> starts = new ArrayList<>();
        int windowSteps = 0;
        int from = first;
        int to = last;
        for (int step = 0; step < steps; step++) {
            int lowest = lowest(windows, from);
            int highest = highest(windows, to);
            windowSteps += highest - lowest + 1;
            from = windows.get(lowest).start();
            to = windows.get(highest).end() - 1;
            starts.add(0, from);
        }
        return new WindowCone(new LeftEdge(starts), Math.min(to + 1, frames), windowSteps);
    }

    private static int lowest(List<Window> windows, int frame) {
        int index = 0;
        while (windows.get(index).end() <= frame) {
            index++;
        }
        return index;
    }

    private static int highest(List<Window> windows, int frame) {
        int index = windows.size() - 1;
        while (windows.get(index).start() > frame) {
            index--;
        }
        return index;
    }
}
